package lang

// How a block kind is described, once. Each kind has one file (process.go, interface.go …) with its Go type and, beside it, the
// table of what may be written in it. Decoding, "did you mean", the generated language reference, and later completion and
// hover all read these tables; nothing else in the program knows an argument's name.
//
// An argument's row says where its value goes: a function from the block to the address of a Go field. The *type* of that field
// decides how the argument is read (see values.go), so a row cannot disagree with the struct.

// Argument is one row of a table.
type Argument struct {
	Name     string
	Doc      string // one or two sentences, Markdown
	Required bool
	Refs     []Kind   // what a reference may name
	OneOf    []string // the words a Text may be
	Instant  bool     // a Date that is an instant with a time of day
	LongTerm bool     // a Duration that also takes mo, q and y
	UsedBy   string   // what reads it: "rule owner/no-contact; page role"

	slot func(block any) any
}

// BlockType describes a kind of block or inner block.
type BlockType struct {
	Name      string
	Doc       string
	Label     string // what its label names; "" for a block without one
	Named     bool   // takes the arguments of every named block
	Arguments []Argument
	Blocks    []InnerBlock
	// Rest, where set, says what attributes that are in no row mean (the rows of a matrix, the fields of a create); the
	// decoder of that block reads them itself.
	Rest string
	// RestUsedBy is the UsedBy of those.
	RestUsedBy string
}

// InnerBlock is a block that may stand inside another.
type InnerBlock struct {
	Type   *BlockType
	Many   bool
	UsedBy string

	// add makes the inner block's struct, hangs it into the outer one and returns it.
	add func(outer any) any
}

// arg makes a row. The field function names the Go field the value goes to.
func arg[T any](name, doc string, field func(*T) any) Argument {
	return Argument{Name: name, Doc: doc, slot: func(b any) any { return field(b.(*T)) }}
}

func (a Argument) required() Argument             { a.Required = true; return a }
func (a Argument) refs(kinds ...Kind) Argument    { a.Refs = kinds; return a }
func (a Argument) oneOf(words ...string) Argument { a.OneOf = words; return a }
func (a Argument) instant() Argument              { a.Instant = true; return a }
func (a Argument) longTerm() Argument             { a.LongTerm = true; return a }
func (a Argument) usedBy(readers string) Argument { a.UsedBy = readers; return a }

// inner makes a row for an inner block that may stand once.
func inner[T any](t *BlockType, add func(outer *T) any) InnerBlock {
	return InnerBlock{Type: t, add: func(b any) any { return add(b.(*T)) }}
}

func (i InnerBlock) many() InnerBlock                 { i.Many = true; return i }
func (i InnerBlock) usedBy(readers string) InnerBlock { i.UsedBy = readers; return i }

// Who may be named where a person is expected: "wherever a role is expected, a team will do".
var whoKinds = []Kind{KindRole, KindTeam}

// commonArguments are those of every named block.
var commonArguments = []Argument{
	arg("title", "What people call it.", func(b *Block) any { return &b.Title }).usedBy("every page and view"),
	arg("description", "What it is, in Markdown.", func(b *Block) any { return &b.Description }).usedBy("every page"),
	arg("ref", "Its number in the organisation's own documents.", func(b *Block) any { return &b.Ref }).usedBy("every page"),
	arg("tags", "Free words to filter by.", func(b *Block) any { return &b.Tags }).usedBy("every page"),
	arg("links", "Label to address: dashboards, documents.", func(b *Block) any { return &b.Links }).usedBy("every page"),
	arg("reviewed", "The day somebody last read this block and found it true.", func(b *Block) any { return &b.Reviewed }).usedBy("rule governance/unreviewed; every page"),
	arg("review_every", "How often that should happen.", func(b *Block) any { return &b.ReviewEvery }).longTerm().usedBy("rule governance/unreviewed; every page"),
	arg("meta", "Free values for house rules.", func(b *Block) any { return &b.Meta }).usedBy("house rules"),
}

// CommonArguments returns the rows that every named block takes beside its own.
func CommonArguments() []Argument { return commonArguments }
