package types

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestPlace(t *testing.T) {
	src := `{
  "id": "INC-1",
  "approvals": [{"by": "ann", "at": 7}, "x"],
  "host-name": {"a.b": true},
  "id": "INC-2"
}`
	s, _, err := ReadSample("s.json", []byte(src))
	require.NoError(t, err)
	for path, want := range map[string]string{
		"":                   "{",
		"id":                 `"id": "INC-2"`,
		"approvals":          `"approvals": [`,
		"approvals[0].at":    `"at": 7`,
		"approvals[1]":       `"x"`,
		"approvals[9]":       `"`, // missing: where the list begins
		`host-name["a.b"]`:   `"a.b": true`,
		"approvals[0].place": `{`,
		"nothing":            `{`,
	} {
		at := s.Place(path)
		assert.Equal(t, want, src[at.Start.Byte:at.End.Byte], path)
		assert.Equal(t, "s.json", at.File)
	}
	_, at, err := ReadSample("s.json", []byte("{\n  nonsense"))
	assert.ErrorContains(t, err, "s.json is no JSON")
	assert.Equal(t, 2, at.Start.Line)
}
