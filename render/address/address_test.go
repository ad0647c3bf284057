package address

import (
	"testing"

	"github.com/stretchr/testify/assert"
)

func TestAnchorsAreWordsWhateverTheName(t *testing.T) {
	for name, want := range map[string]string{
		"diagnose":              "step-diagnose",
		"prüfung-2":             "step-prüfung-2",
		`'; DROP TABLE x; --`:   "step-___DROP_TABLE_x__--",
		"a\" onclick=\"b{#c}\n": "step-a__onclick__b__c__",
	} {
		assert.Equal(t, want, Anchor("step", name))
	}
}
