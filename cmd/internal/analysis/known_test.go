package analysis

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"handoff/lang"
	"handoff/lang/finding"
)

func TestAFindingIsKnownUnderItsEarlierAddresses(t *testing.T) {
	sealed := func(address, key string) finding.Finding {
		f := finding.Finding{Rule: "style/a", Address: address, Key: key}
		f.Seal()
		return f
	}
	move := func(from, to string) *lang.Moved {
		return &lang.Moved{From: lang.Reference{Written: from}, To: lang.Reference{Written: to}}
	}
	now := sealed("process.buying.step.pay", "process.buying, process.buying_more, role.payer")
	moves := []*lang.Moved{move("process.shopping", "process.purchasing"), move("process.purchasing", "process.buying")}
	got := Fingerprints(now, moves)
	assert.Equal(t, now.Fingerprint, got[0])
	assert.Contains(t, got, sealed("process.purchasing.step.pay", "process.purchasing, process.buying_more, role.payer").Fingerprint)
	assert.Contains(t, got, sealed("process.shopping.step.pay", "process.shopping, process.buying_more, role.payer").Fingerprint)
	assert.Len(t, Fingerprints(sealed("process.other", ""), moves), 1)
	// A circle of moves comes to an end.
	assert.LessOrEqual(t, len(Fingerprints(now, []*lang.Moved{move("process.a", "process.buying"), move("process.buying", "process.a")})), 3)
}
