package product

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"handoff/check"
	"handoff/cmd/internal/analysis"
	"handoff/cmd/internal/workspace"
	"handoff/lang"
	"handoff/render/output"
	"handoff/render/runbook"
)

const tellingMap = `
team "desk" {
  title = "Service Desk"
  contact {
    chat    = "#desk-secret"
    phone   = "+41 44 555 77 00"
    on_call = "https://oncall.example.org/desk"
    page    = "pager code zulu"
  }
}
role "lead" {
  title = "Desk lead"
  team  = team.desk
  meta  = { holder = "Grace Hopper" }
  contact {
    email = "ada.lovelace@example.org"
  }
}
system "itsm" {
  title    = "Tickets"
  fallback = "Phone (555) 123-4567, or ask Ada Lovelace."
}
process "selling" {
  title       = "Selling"
  description = "Write to help@example.org or call tel:+41445557701. Channel #desk-secret, not #desk-secrets."
  owner       = role.lead
  emergency   = role.lead
  links       = { "Board" = "https://board.example.org/x" }
  step "ask" {
    title        = "Ask ada lovelace (+1 202-555-0143)"
    by           = role.lead
    uses         = [system.itsm]
    instructions = <<-MD
      git clone git@example.org:shop/tools.git
      npm install tool@1.2.3
    MD
  }
}
`

// telling are the stretches that nobody outside may read, in small letters.
var telling = []string{"555 77 00", "oncall.example", "pager code", "lovelace", "hopper", "help@", "5557701", "123-4567", "555-0143", "#desk-secret "}

func publicly(t *testing.T, dir string) (whole, public *analysis.Analysis) {
	t.Helper()
	w, err := workspace.Open(dir)
	require.NoError(t, err)
	defer w.Close()
	whole, err = analysis.Run(w, analysis.All(), check.Options{})
	require.NoError(t, err)
	public, err = analysis.Public(w, whole)
	require.NoError(t, err)
	return whole, public
}

func TestPublicPagesTellNobodysNumber(t *testing.T) {
	dir := t.TempDir()
	require.NoError(t, os.WriteFile(filepath.Join(dir, "map.handoff.hcl"), []byte(tellingMap), 0o666))
	whole, public := publicly(t, dir)
	all := ""
	for _, f := range runbook.Flavors {
		set, err := pen.Docs(t.Context(), public, Handbook{Flavor: f, Public: true, Notes: []output.Note{
			{ID: "process.selling/known-fixes", Text: "Restart it."}, {ID: "process.selling/is-it-real", Text: "The door code is zulu-9.", Internal: true},
		}})
		require.NoError(t, err)
		for _, file := range set.Files {
			text := strings.ToLower(string(file.Content))
			for _, secret := range append(telling, "zulu-9") {
				assert.NotContains(t, text, secret, "%s %s", f.Name, file.Path)
			}
			all += text
		}
	}
	assert.Contains(t, all, "restart it.")
	for _, kept := range []string{"git@example.org:shop", "tool@1.2.3", "board.example.org", "desk-secrets"} {
		assert.Contains(t, all, kept)
	}

	set, err := pen.Docs(t.Context(), whole, plain)
	require.NoError(t, err)
	all = ""
	for _, file := range set.Files {
		all += strings.ToLower(string(file.Content))
	}
	for _, secret := range telling {
		assert.Contains(t, all, secret, "the test would notice")
	}
}

// In the examples, too: no address, no number, no channel of a contact stands anywhere in a public build.
func TestPublicExamples(t *testing.T) {
	address := regexp.MustCompile(`[\w.]+@[\w-]+\.(example|org|com)`)
	for _, name := range []string{"itil", "incident-response"} {
		whole, public := publicly(t, filepath.Join("..", "..", "..", "examples", name))
		var values []string
		for _, r := range whole.Map.Roles {
			for _, e := range r.Contact.Entries() {
				values = append(values, e[1])
			}
		}
		for _, team := range whole.Map.Teams {
			for _, e := range team.Contact.Entries() {
				values = append(values, e[1])
			}
		}
		require.NotEmpty(t, values)
		set, err := pen.Build(t.Context(), public, Handbook{Flavor: runbook.Flavors[len(runbook.Flavors)-1], Public: true})
		require.NoError(t, err)
		for _, file := range set.Files {
			assert.Empty(t, address.FindAllString(string(file.Content), 3), file.Path)
			text := strings.ReplaceAll(string(file.Content), ".html#", ".html ") // the anchor of a heading may be called as a channel is
			for _, v := range values {
				assert.NotContains(t, text, v, "%s %s", name, file.Path)
			}
		}
	}
}

func TestTheLanguageKnowsAllFlavors(t *testing.T) {
	assert.Equal(t, runbook.Names(), lang.WikiFlavors)
}
