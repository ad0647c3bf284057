package runbook

import (
	"testing"

	"github.com/stretchr/testify/assert"
)

func TestInline(t *testing.T) {
	for text, want := range map[string]string{
		"`role.a` is *not* `role.b`.": "`role.a` is \\*not\\* `role.b`.",
		"Ask @team about #12, !3.":    "Ask @\u200bteam about #\u200b12, !\u200b3.",
		"`@team` stays":               "`@team` stays",
		"half a `code":                "half a \\`code",
		"<b> [x](https://a.example)":  "&lt;b> \\[x\\](https\\://a.example)",
		"\xff@\xff":                   "\uFFFD@\uFFFD",
		" kept `a` ":                  " kept `a` ",
	} {
		assert.Equal(t, want, Inline(text), text)
	}
}
