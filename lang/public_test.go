package lang

import (
	"testing"

	"github.com/stretchr/testify/assert"
)

func TestTelephoneNumbersAsPeopleWriteThem(t *testing.T) {
	for _, number := range []string{
		"+41 44 555 01 99", "tel:+41445550199", "0041 44 555 01 99", "(555) 244-3473", "555-244-3473",
		"044 555 01 99", "044-555-01-99", "044/555.01.99", "(0)44/555.01.99", "(044) 555 01 99", "0800 123 456", "044\u00a0555\u00a001\u00a099",
	} {
		assert.Equal(t, "Call (left out), at once.", string(Secrets{}.Scrub([]byte("Call "+number+", at once."))), number)
	}
}

func TestWhatIsNoTelephoneNumberStays(t *testing.T) {
	for _, text := range []string{
		"2026-01-05 2026-02-06", "01.02.2026 10:00", "05/12/2026 0800", "00:00-24:00", "08:00-12:00 13:00-17:00", "0.0512345678", "case 0123456789", "INC-0123-4567-8901",
		"10.20.30.40", "v0.12.20.30", "within 24 hours", "2026-01-05T08:00:00Z",
	} {
		assert.Equal(t, text, string(Secrets{}.Scrub([]byte(text))), text)
	}
}
