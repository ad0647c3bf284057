package report

import (
	"strings"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/assert"

	"handoff/lang"
)

// Columns of a line that nobody could have written are not counted: a line of megabytes with a finding every few bytes must not take hours.
func TestColumnsOfALineOfMegabytes(t *testing.T) {
	text := "# a\n# " + strings.Repeat("é", maxCounted) + "\nrole \"r\" {}\n"
	f := lang.Load(fstest.MapFS{"a.handoff.hcl": {Data: []byte(text)}}, lang.Options{}).Files[0]
	assert.Equal(t, region{2, 3, 2, 4}, between(f, 6, 8))
	assert.Equal(t, region{2, 0, 2, 0}, between(f, 6, 2*maxCounted))
	assert.Equal(t, region{2, 0, 2, 0}, between(f, 2*maxCounted, 2*maxCounted+2))
	assert.Equal(t, region{3, 1, 3, 9}, between(f, strings.Index(text, "role"), strings.Index(text, " {}")))
}
