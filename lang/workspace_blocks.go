package lang

// Blocks that organise a map rather than describe the organisation.

// Import brings in another workspace; its parts are `ALIAS.process.refund` and so on.
type Import struct {
	Block
	Source Text
	// Map is what was imported; nil if it could not be.
	Map *Map
}

var importType = BlockType{
	Name: "import", Label: "alias", Named: true,
	Doc: "Brings in another workspace (a directory, relative to the root); its parts are `ALIAS.process.refund`. Not transitive.",
	Arguments: []Argument{
		arg("source", "The directory.", func(i *Import) any { return &i.Source }).required().usedBy("the loader"),
	},
}

// Moved keeps a rename from reading as a removal.
type Moved struct {
	From   Reference // names what is there no more
	To     Reference
	Header Range
}

var movedType = BlockType{
	Name: "moved",
	Doc:  "Keeps a rename from reading as a removal when versions are compared, and keeps page addresses and hand-written notes.",
	Arguments: []Argument{
		arg("from", "The old address.", func(m *Moved) any { return &m.From }).required().usedBy("docs; check --baseline, --since"),
		arg("to", "The new one.", func(m *Moved) any { return &m.To }).required().usedBy("docs; check --baseline, --since"),
	},
}

var localsType = BlockType{
	Name: "locals",
	Doc:  "Plain values, read as `local.NAME`.",
	Rest: "One line a value.", RestUsedBy: "every argument",
}

// locals is one block of plain values.
type locals struct{ entries []localEntry }
