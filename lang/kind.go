package lang

import (
	"strings"
	"unicode"
)

// Kind is a kind of block, spelled as authors write it.
type Kind string

// The kinds that declare something with an address. Input, Output and Step live inside a process; Field inside an artifact.
const (
	KindTeam             Kind = "team"
	KindRole             Kind = "role"
	KindArtifact         Kind = "artifact"
	KindSystem           Kind = "system"
	KindProcess          Kind = "process"
	KindInterface        Kind = "interface"
	KindEvent            Kind = "event"
	KindService          Kind = "service"
	KindCalendar         Kind = "calendar"
	KindMilestone        Kind = "milestone"
	KindSLAPolicy        Kind = "sla_policy"
	KindEscalationPolicy Kind = "escalation_policy"
	KindKPI              Kind = "kpi"
	KindCadence          Kind = "cadence"
	KindImprovement      Kind = "improvement"
	KindRule             Kind = "rule"
	KindImport           Kind = "import"

	KindInput  Kind = "input"
	KindOutput Kind = "output"
	KindStep   Kind = "step"
	KindField  Kind = "field"

	KindLocals Kind = "locals"
	KindMoved  Kind = "moved"

	// kindEnd stands for the word `end`, which is no block but may be written where a step may.
	kindEnd Kind = "end"
)

// ReservedNames may not name a block: HCL gives them a meaning of its own. `columns` is reserved for steps, where it would
// clash with the argument of a matrix.
var ReservedNames = []string{"for", "if", "in", "null", "true", "false"}

// ReservedAliases may not name an import: a traversal that begins with one of them (or with a kind) means something else.
var ReservedAliases = []string{"local", "each", "input", "output", "step", "from", "to", "end"}

// Declaration is anything in a map that has an address: a process, a step of it, a role, an imported interface.
type Declaration interface {
	// Common returns the part that all declarations share.
	Common() *Block
}

// Block is what every named block carries, whatever its kind.
type Block struct {
	Kind  Kind
	Name  string // the label, NFC-normalised
	Alias string // the import it came through; "" for the map's own

	Title       Text
	Description Text // Markdown
	Ref         Text // its number in the organisation's own documents
	Tags        Texts
	Links       []Link
	Reviewed    Date
	ReviewEvery Duration // calendar time
	Meta        Meta

	Header    Range // `process "incident_management"`
	NameRange Range // the label without its quotes
	Body      Range // from the keyword to the closing brace

	address string
}

// Common makes every struct that embeds Block a Declaration.
func (b *Block) Common() *Block { return b }

// Address is how references and findings name the block: `process.incident_management.step.classify`.
func (b *Block) Address() string { return b.address }

// DisplayName is the title, or the name made readable where there is none, or none that anybody could see.
func (b *Block) DisplayName() string {
	if strings.ContainsFunc(b.Title.Value, unicode.IsGraphic) && strings.TrimSpace(b.Title.Value) != "" {
		return b.Title.Value
	}
	return readable(b.Name)
}

// readable turns `repeated_incident` into "Repeated incident".
func readable(name string) string {
	out := []rune(name)
	for i, r := range out {
		if r == '_' || r == '-' {
			out[i] = ' '
		}
	}
	if len(out) > 0 && out[0] >= 'a' && out[0] <= 'z' {
		out[0] -= 'a' - 'A'
	}
	return string(out)
}
