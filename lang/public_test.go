package lang

import (
	"strings"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
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

// Who somebody is stands in addresses, contacts, meta and, where nothing else tells, in a list; a word that the map uses otherwise is no name.
func TestNamesOfPeopleAreFoundWhereTheyStand(t *testing.T) {
	m := Load(fstest.MapFS{
		"handoff.hcl": {Data: []byte("docs {\n  leave_out = [\"Bob Miller\", \"Aurora\"]\n}\n")},
		"map.handoff.hcl": {Data: []byte(`
team "desk" {
  title       = "Service Desk"
  description = "The desk takes calls. Mark what is urgent. Mails: service.desk@example.org, mark.stone@example.org."
  meta        = { floor = "North Wing", led_by = "Kay O'Neil, Lin Zhao" }
  contact {
    phone = "Ada Lovelace, +41 44 555 77 00"
    email = "problem-manager@example.org"
  }
}
role "grace_hopper" {
  title       = "Grace Hopper"
  team        = team.desk
  description = "Answers when nobody else does, or Smo does."
  contact {
    email = "grace.hopper@example.org"
  }
}
role "chief" {
  title  = "Chief of the desk"
  deputy = role.grace_hopper
  meta   = { holder = "Xenia" }
  contact {
    email = "j.doe@example.org"
    chat  = "edsger@example.org"
  }
}
system "wing" {
  title = "North Wing"
}
`)}}, Options{})
	require.Empty(t, m.Findings)
	s := SecretsOf(m)
	for _, text := range []string{
		"Ask Ada Lovelace.", "Ask ada lovelace.", "Ask Ada.", "Ask Lovelace's.", "ADA LOVELACE", "Ask grace_hopper.", "Grace  Hopper", "https://chat.example/~grace.hopper",
		"Mr Doe", "J. Doe", "Edsger knows", "Xenia knows", "Kay O'Neil", "Lin Zhao", "bob miller", "Project Aurora", "aurora", "Stone", "Mark Stone",
	} {
		out := string(s.Scrub([]byte(text)))
		assert.True(t, strings.Contains(out, LeftOut) || strings.Contains(out, "somebody"), "%s: %s", text, out)
	}
	for _, text := range []string{
		"Service Desk", "the North Wing", "Call the service desk.", "ada", "Adaptive Gracefully", "The problem manager", "doe", "Bob the builder", "Desk", "Chief", "aurora_borealis1x"[7:],
	} {
		assert.Equal(t, text, string(s.Scrub([]byte(text))))
	}
	assert.Equal(t, "role \"person_1\" {\n deputy = role.person_1\n", string(s.Scrub([]byte("role \"grace_hopper\" {\n deputy = role.grace_hopper\n"))))
	assert.True(t, s.TellWho("people/grace_hopper.handoff.hcl"))
	assert.False(t, s.TellWho("people/desk.handoff.hcl"))
}

// Names without end make no pattern that is refused, and thousands of them all go.
func TestNamesWithoutEnd(t *testing.T) {
	assert.Empty(t, anyOf("(?i)", []string{spaced(strings.Split(strings.Repeat("aa.", 1_500_000)+"bb", "."))}))
	var parts [][]string
	for n := range 2_500 {
		parts = append(parts, []string{"ada", string([]rune{'o', rune('a' + n/676), rune('a' + n/26%26), rune('a' + n%26)})})
	}
	many := compiledNames(&Map{}, parts, nil)
	assert.Len(t, many.whole, 3)
	assert.Equal(t, "ask (left out) or "+LeftOut, string(many.scrub([]byte("ask Ada oaaa or Ada Odbz"))))
}

// A part of a name may be a word, which stays; the name goes. Addresses have no accents, and names do.
func TestNamesOfWordsAndNamesWithAccents(t *testing.T) {
	m := Load(fstest.MapFS{"map.handoff.hcl": {Data: []byte(`
role "will_power" {
  description = "It will take power to mark what is late."
  contact {
    email = "will.power@example.org"
    phone = "Mark Hill, +41 44 555 77 00"
  }
}
role "other" {
  contact { email = "joerg.mueller-gross@example.org" }
}
role "third" {
  contact { email = "francois.garcia@example.org" }
  meta = { holder = "Jürg Weiß" }
}
process "asking" {
  step "ask_ann" {
    description = "ann.li@example.org"
  }
}
role "fourth" {
  contact { email = "mesut.oezil@example.org" }
}
`)}}, Options{})
	require.Empty(t, m.Findings)
	s := SecretsOf(m)
	for _, text := range []string{"Will Power", "WILL POWER", "Mark Hill", "Jörg Müller", "Joerg", "Müller", "MÜLLER", "Groß", "Ann Li", "François García", "FRANÇOIS", "Garcia", "Juerg Weiss", "Weiss", "Özil", "ÖZIL", "Oezil", "OEZIL"} {
		assert.Regexp(t, `^Ask *\.$`, strings.ReplaceAll(string(s.Scrub([]byte("Ask "+text+"."))), LeftOut, ""), text)
	}
	assert.Equal(t, "by = role.person_1", string(s.Scrub([]byte("by = role.will_power"))))
	for _, text := range []string{"Mark what is urgent. Will it help?", "Power went", "up the hill"} {
		assert.Equal(t, text, string(s.Scrub([]byte(text))))
	}
}

// A name that another begins with does not hide it, whichever comes first.
func TestNamesThatBeginWithOthers(t *testing.T) {
	parts := [][]string{{"ann", "smith"}, {"ann", "smithers"}, {"anna", "li"}}
	n := compiledNames(&Map{}, append(parts, []string{"aurora", "b"}, []string{"aurora"}), [][]string{{"aurora", "b"}, {"aurora"}})
	for text, want := range map[string]string{
		"Ann Smithers":         LeftOut,
		"Anna, Ann":            LeftOut + ", " + LeftOut,
		"Smithers":             LeftOut,
		"Aurora Base":          LeftOut + " Base",
		"Aurora B, Aurora":     LeftOut + ", " + LeftOut,
		"Ann Smith Ann Smith":  LeftOut + " " + LeftOut,
		"xann smith":           "xann smith",
		"Joann Smith":          "Joann " + LeftOut,
		"Annabel Smithsonian":  "Annabel Smithsonian",
		"ann.smithers@a, anna": "somebody@a, anna",
	} {
		assert.Equal(t, want, string(n.scrub([]byte(text))), text)
	}
}
