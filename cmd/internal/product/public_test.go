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
  deputy = role.alan_turing
  contact {
    email = "ada.lovelace@example.org"
  }
}
role "alan_turing" {
  title = "Alan Turing"
  team  = team.desk
  contact {
    email = "alan.turing@example.org"
    phone = "Edsger Dijkstra, +41 44 555 77 11"
  }
}
artifact "order" {
  title       = "Order"
  description = "Barbara Liskov (barbara.liskov@example.org) knows it by heart."
  field "id" {
    type        = string
    key         = true
    description = "Ask Barbara."
  }
  field "kind" {
    type = enum("plain", "for Hopper")
  }
}
event "told" {
  title  = "Grace has said so"
  source = role.alan_turing
}
kpi "orders" {
  metric     = "orders"
  definition = "What Turing counts."
  unit       = "orders"
  owner      = role.alan_turing
}
improvement "fewer" {
  title = "Let Dijkstra sleep"
  owner = role.alan_turing
}
cadence "weekly" {
  every = "1w"
  chair = role.alan_turing
  description = "In Hopper's room."
}
calendar "hours" {
  title    = "Lovelace's hours"
  timezone = "Europe/Zurich"
  days     = ["mon"]
  hours    = "08:00-18:00"
}
milestone "freeze" {
  title    = "Liskov's freeze"
  at       = "2026-03-18T02:00"
  timezone = "UTC"
}
system "z3" {
  title       = "All of it, says Zuse"
  owner       = role.alan_turing
  description = "Konrad Zuse built it."
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
  links       = { "Board" = "https://board.example.org/x", "Grace Hopper's list" = "https://board.example.org/~grace.hopper" }
  tags        = ["ask-grace-hopper"]
  output "gone" {
    artifact  = artifact.order
    title     = "Gone to Lovelace"
    stored_in = system.itsm
    leaves_at = step.ask
  }
  step "ask" {
    title        = "Ask ada lovelace (+1 202-555-0143)"
    by           = role.lead
    raci {
      consulted = [role.alan_turing]
    }
    branch {
      choice = "Turing says no"
      next   = end
    }
    next = end
    uses         = [system.itsm]
    instructions = <<-MD
      git clone git@example.org:shop/tools.git
      npm install tool@1.2.3
    MD
  }
}
`

// telling are the stretches that nobody outside may read, in small letters.
var telling = []string{"555 77 00", "oncall.example", "pager code", "lovelace", "hopper", "turing", "dijkstra", "edsger", "liskov", "barbara", "zuse", "grace", "help@", "5557701", "123-4567", "555-0143", "#desk-secret "}

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
	require.NoError(t, os.WriteFile(filepath.Join(dir, "handoff.hcl"), []byte("docs {\n  title = \"Konrad Zuse's handbook\"\n  leave_out = [\"Konrad Zuse\", \"Zuse\"]\n}\n"), 0o666))
	whole, public := publicly(t, dir)
	all := ""
	for _, f := range runbook.Flavors {
		set, err := held(pen.Docs(t.Context(), public, Handbook{Flavor: f, Public: true, Notes: []output.Note{
			{ID: "process.selling/known-fixes", Text: "Restart it. Grace Hopper knows how: 044 555 77 12, #desk-secret for the rest."}, {ID: "role.alan_turing/notes", Text: "Alan is away."}, {ID: "process.selling/is-it-real", Text: "The door code is zulu-9.", Internal: true},
		}}))
		require.NoError(t, err)
		for _, file := range set.Files {
			text := strings.ToLower(string(file.Content))
			for _, secret := range append(telling, "zulu-9") {
				assert.False(t, strings.Contains(text, secret), "%s %s tells %s", f.Name, file.Path, secret)
			}
			all += text
		}
	}
	assert.True(t, strings.Contains(all, "restart it. (left out) knows how: (left out), (left out) for the rest."))
	for _, kept := range []string{"git@example.org:shop", "tool@1.2.3", "board.example.org", "desk-secrets"} {
		assert.Contains(t, all, kept)
	}

	set, err := held(pen.Docs(t.Context(), whole, plain))
	require.NoError(t, err)
	all = ""
	for _, file := range set.Files {
		all += strings.ToLower(string(file.Content))
	}
	for _, secret := range telling {
		assert.Contains(t, all, secret, "the test would notice")
	}
}

// Pages say where they are written, so a file must not be called after somebody either.
func TestAFileCalledAfterAPersonIsNotForThePublic(t *testing.T) {
	dir := t.TempDir()
	require.NoError(t, os.WriteFile(filepath.Join(dir, "ada_lovelace.handoff.hcl"), []byte(tellingMap), 0o666))
	w, err := workspace.Open(dir)
	require.NoError(t, err)
	defer w.Close()
	whole, err := analysis.Run(w, analysis.All(), check.Options{})
	require.NoError(t, err)
	_, err = analysis.Public(w, whole)
	assert.ErrorContains(t, err, "the file ada_lovelace.handoff.hcl is called after a person")
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
		set, err := held(pen.Build(t.Context(), public, Handbook{Flavor: runbook.Flavors[len(runbook.Flavors)-1], Public: true}))
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
