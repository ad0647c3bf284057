package terminal

import (
	"bytes"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/assert"
)

func TestPrintable(t *testing.T) {
	for in, want := range map[string]string{
		"plain":            "plain",
		"two\nlines":       "two\nlines",
		"dos\r\nline":      "dos\nline",
		"a\tb":             "a    b",
		"\x1b[31mred":      `\x1b[31mred`,
		"\a\b\x00\x7f":     `\x07\x08\x00\x7f`,
		"\u009b31m":        `\u009b31m`,
		"\u202eevil\u2069": `\u202eevil\u2069`,
		"zero\u200bwidth":  `zero\u200bwidth`,
		"\U000e0041":       `\U000e0041`,
		"\xff\xfe":         `\xff\xfe`,
		"over\rwritten":    `over\x0dwritten`,
		"Grüße, 日本, 👩‍💻, می\u200cخواهم": "Grüße, 日本, 👩‍💻, می\u200cخواهم",
	} {
		assert.Equal(t, want, Printable(in), "%q", in)
	}
	assert.Equal(t, `a\nb`, Line("a\nb"))
}

func TestWidth(t *testing.T) {
	for in, want := range map[string]int{
		"": 0, "abc": 3, "日本": 4, "e\u0301": 1, "👩‍💻": 2, "❤️": 2, "ﾊﾝ": 2, "Ｗ": 2,
	} {
		assert.Equal(t, want, Width(in), "%q", in)
	}
}

func TestWrap(t *testing.T) {
	assert.Equal(t, []string{"one two", "three"}, Wrap("one two three", 8))
	assert.Equal(t, []string{"unbreakable"}, Wrap("unbreakable", 4))
	assert.Equal(t, []string{"日本 日本", "日本"}, Wrap("日本 日本 日本", 9))
	table := "| a table | stays | as it is |"
	assert.Equal(t, []string{table, "", "  code stays too"}, Wrap(table+"\n\n  code stays too", 10))
}

func FuzzPrintable(f *testing.F) {
	f.Add("\x1b]0;x\a\u202e\r\n\xff")
	f.Fuzz(func(t *testing.T, s string) {
		for _, r := range Line(s) {
			if r < ' ' || r == 0x7f || r >= 0x80 && r < 0xa0 || hidden(r) {
				t.Fatalf("%q lets %U through", s, r)
			}
		}
		n := 0
		for _, c := range Cells(s) {
			n += c.Width
			if strings.Contains(c.Text, "\n") {
				t.Fatalf("%q has a cell with a line end", s)
			}
		}
		if n < 0 {
			t.Fatal(n)
		}
	})
}

func TestProgressIsSilentForASecond(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var out bytes.Buffer
		p := NewProgress(&out)
		p.Say("reading")
		time.Sleep(patience - time.Millisecond)
		synctest.Wait()
		assert.Empty(t, out.String())
		time.Sleep(2 * time.Millisecond)
		synctest.Wait()
		assert.Equal(t, "\r\x1b[Kreading", out.String())
		p.Say("drawing %d", 3)
		assert.True(t, strings.HasSuffix(out.String(), "\r\x1b[Kdrawing 3"))
		p.Done()
		assert.True(t, strings.HasSuffix(out.String(), "\r\x1b[K"))

		out.Reset()
		p = NewProgress(&out)
		p.Say("quick")
		p.Done()
		time.Sleep(2 * patience)
		synctest.Wait()
		assert.Empty(t, out.String())
	})
	var nobody *Progress
	nobody.Say("x")
	nobody.Done()
}
