package lang

// RACI says who does what in one row: of a step, of an interface, or as the fallback of a whole process.
type RACI struct {
	Responsible References
	Accountable References // one; a list is accepted as it stands in a real matrix, and is then a finding
	Consulted   References
	Informed    References
	Header      Range
}

var raciType = BlockType{
	Name: "raci",
	Doc:  "Who does it (responsible), who answers for it (accountable), who is asked (consulted) and told (informed). On a process it is the fallback for every step.",
	Arguments: []Argument{
		arg("responsible", "Who does the work.", func(r *RACI) any { return &r.Responsible }).refs(whoKinds...).usedBy("rule owner/no-responsible; pages process, raci, role"),
		arg("accountable", "The one who answers for it.", func(r *RACI) any { return &r.Accountable }).refs(whoKinds...).usedBy("rules owner/no-accountable, owner/multiple-accountable; pages process, raci, role"),
		arg("consulted", "Who is asked before.", func(r *RACI) any { return &r.Consulted }).refs(whoKinds...).usedBy("rules owner/raci-conflict, owner/never-acts; pages process, raci, role"),
		arg("informed", "Who is told after.", func(r *RACI) any { return &r.Informed }).refs(whoKinds...).usedBy("rules owner/raci-conflict, owner/never-acts; pages process, raci, role"),
	},
}

// Matrix is RACI as the table people already have.
type Matrix struct {
	Columns References
	Rows    []MatrixRow
	Header  Range
}

// MatrixRow is one line of a matrix: a step, and a cell per column.
type MatrixRow struct {
	Step  Reference
	Cells Texts // "R", "A", "C", "I", combinations such as "RA", or ""
}

var matrixType = BlockType{
	Name: "matrix",
	Doc:  "RACI as the table people already have: rows are steps, cells hold R, A, C, I, combinations (`\"RA\"`) or nothing.",
	Arguments: []Argument{
		arg("columns", "The roles, left to right.", func(m *Matrix) any { return &m.Columns }).refs(whoKinds...).required().usedBy("the owner rules; pages process, raci"),
	},
	Rest: "One line a step: its name, and a list with one cell per column.", RestUsedBy: "the owner rules; pages process, raci",
}
