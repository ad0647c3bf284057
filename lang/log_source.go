package lang

// Source says how to read one kind of event log: the history that a ticket system keeps of its records. It stands in handoff.hcl, since it
// is about the tool that keeps the log; what the log's words mean is said in references to the map.
type Source struct {
	Name   Text // the label
	Header Range

	Format     Text // "csv", "xes", "ocel" or "jsonl"; "" means: by its name and first bytes
	Delimiter  Text
	Encoding   Text
	Timezone   Text
	TimeLayout Text
	Null       Texts
	Order      Text // "case", "time" or "" for none
	Columns    SourceColumns

	Of       Reference // what a case of the log is: one run of this process or service
	Artifact Reference // the record whose history it is
	Fields   Meanings  // field of the artifact -> column
	Links    Meanings  // column that names another case -> interface along which the case is then handed to it
	By       Text      // what a handoff is between: "group" (default), "process", "step" or "actor"

	Groups     Meanings // value of the group column -> role or team
	Steps      Meanings // activity or state -> step
	Priorities Meanings // value of the priority column -> value in the map
	Queued     Texts
	Accepted   Texts
	Paused     Texts
	Failed     Texts
	Start      Texts
	Stop       Texts
	Systems    Texts // actors that are no people
}

// SourceColumns names the columns (attributes, keys) of a log.
type SourceColumns struct {
	Case, Time, Activity, State, Group, Actor, Priority, TieBreak Text
	Header                                                        Range
}

// Meaning is what one word of a log stands for in the map: a block (Target), or another word (Means).
type Meaning struct {
	Word   Text
	Target Reference
	Means  Text
}

// Meanings are those of several words, in source order. Nil means that the argument is not given.
type Meanings []Meaning

// Of returns what a word stands for, or nil.
func (m Meanings) Of(word string) *Meaning {
	for i := range m {
		if m[i].Word.Value == word {
			return &m[i]
		}
	}
	return nil
}

const measureReads = "measure"

var sourceType = BlockType{
	Name: "source", Label: "name",
	Doc: "How `handoff measure` reads an event log, and what the words of the log mean in the map. `handoff measure --suggest LOG` proposes one.",
	Arguments: []Argument{
		arg("format", "What sort of file it is; default: by its name and first bytes. `xes` and all others may be packed with gzip.", func(s *Source) any { return &s.Format }).oneOf("csv", "xes", "ocel", "jsonl").usedBy(measureReads),
		arg("delimiter", "What stands between two columns of a CSV file; default: the one of `,` `;` tab and `|` that the first line holds most of.", func(s *Source) any { return &s.Delimiter }).usedBy(measureReads),
		arg("encoding", "How letters are written; default: by the byte order mark, else UTF-8, else Windows-1252.", func(s *Source) any { return &s.Encoding }).oneOf("utf-8", "utf-16le", "utf-16be", "iso-8859-1", "windows-1252").usedBy(measureReads),
		arg("timezone", "The time zone of times that name none; default UTC.", func(s *Source) any { return &s.Timezone }).usedBy(measureReads),
		arg("time_layout", "How times are written, such as `\"DD.MM.YYYY HH:mm:ss\"` (also `M`, `D`, `hh` with `A`, `SSS`, `Z`, and `unix` or `unix_ms`); default: ISO 8601 and what can be told without doubt.", func(s *Source) any { return &s.TimeLayout }).usedBy(measureReads),
		arg("null", "Words that stand for no value; default: none but the empty text.", func(s *Source) any { return &s.Null }).usedBy(measureReads),
		arg("order", "What the log is sorted by, so that little of it need be kept: `case` (all events of a case stand together) or `time`; default: neither, and all of it is kept (XES files are by case).", func(s *Source) any { return &s.Order }).oneOf("case", "time").usedBy(measureReads),
		arg("of", "What a case is: one run of this process, or of this service.", func(s *Source) any { return &s.Of }).refs(KindProcess, KindService).usedBy(measureReads),
		arg("artifact", "The record whose history the log is.", func(s *Source) any { return &s.Artifact }).refs(KindArtifact).usedBy(measureReads),
		arg("fields", "Which column holds which field of the artifact: `{ logs = \"u_log_link\" }`.", func(s *Source) any { return &s.Fields }).usedBy(measureReads),
		arg("links", "Columns that name another case of the log, one in a cell, and the interface along which the work goes on there: `{ \"problem_id\" = interface.incident_to_problem }`. The handoff is sent when the column first names that case, and taken up with the other case's first `accepted` event.", func(s *Source) any { return &s.Links }).refs(KindInterface).usedBy(measureReads),
		arg("by", "What a handoff is between, two groups (default), processes, steps or actors.", func(s *Source) any { return &s.By }).oneOf("group", "process", "step", "actor").usedBy(measureReads),
		arg("groups", "What the groups of the log are in the map: `{ \"NET-2\" = team.network }`.", func(s *Source) any { return &s.Groups }).refs(whoKinds...).usedBy(measureReads),
		arg("steps", "What its activities or states are: `{ \"Assigned\" = process.p.step.s }`.", func(s *Source) any { return &s.Steps }).refs(KindStep).usedBy(measureReads),
		arg("priorities", "What its priorities are: `{ \"1 - Critical\" = \"P1\" }`; default: as written.", func(s *Source) any { return &s.Priorities }).usedBy(measureReads),
		arg("queued", "States or activities in which the work has been sent and waits to be taken up.", func(s *Source) any { return &s.Queued }).usedBy(measureReads),
		arg("accepted", "Those in which it has been taken up.", func(s *Source) any { return &s.Accepted }).usedBy(measureReads),
		arg("paused", "Those in which the clock stands still.", func(s *Source) any { return &s.Paused }).usedBy(measureReads),
		arg("failed", "Those that are an error: rejected, returned for correction, failed.", func(s *Source) any { return &s.Failed }).usedBy(measureReads),
		arg("start", "Those with which the clock of a case starts; default: its first event.", func(s *Source) any { return &s.Start }).usedBy(measureReads),
		arg("stop", "Those with which it stops; default: its last event.", func(s *Source) any { return &s.Stop }).usedBy(measureReads),
		arg("systems", "Actors that are no people, with `*` for any letters: `[\"svc_*\", \"integration\"]`.", func(s *Source) any { return &s.Systems }).usedBy(measureReads),
	},
	Blocks: []InnerBlock{
		inner(&columnsType, func(s *Source) any { return &s.Columns }).usedBy(measureReads),
	},
}

var columnsType = BlockType{
	Name: "columns",
	Doc:  "Which column (attribute, key) of the log holds what. XES files need none where they keep to the standard: `concept:name`, `time:timestamp`, `lifecycle:transition`, `org:group`, `org:resource`.",
	Arguments: []Argument{
		arg("case", "The number of the record; in OCEL, the type of object that is one.", func(c *SourceColumns) any { return &c.Case }).usedBy(measureReads),
		arg("time", "When it happened.", func(c *SourceColumns) any { return &c.Time }).usedBy(measureReads),
		arg("activity", "What was done.", func(c *SourceColumns) any { return &c.Activity }).usedBy(measureReads),
		arg("state", "The state the record was in from then on.", func(c *SourceColumns) any { return &c.State }).usedBy(measureReads),
		arg("group", "The group it was assigned to from then on.", func(c *SourceColumns) any { return &c.Group }).usedBy(measureReads),
		arg("actor", "The person or system that did it.", func(c *SourceColumns) any { return &c.Actor }).usedBy(measureReads),
		arg("priority", "Its priority.", func(c *SourceColumns) any { return &c.Priority }).usedBy(measureReads),
		arg("tie_break", "What orders events of the same instant: a number that rises; default: as they stand in the log.", func(c *SourceColumns) any { return &c.TieBreak }).usedBy(measureReads),
	},
}
