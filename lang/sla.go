package lang

// SLA is a set of promises. What runs from where: see the language reference, "Promises".
type SLA struct {
	Policy      Reference
	Per         FieldName
	Calendar    Reference
	Since       Reference
	Pause       Expression
	Acknowledge Duration
	Complete    Duration
	AtLeast     Duration
	Targets     []*Target
	Header      Range
}

// Target is the promise for one value of the field the SLA goes by.
type Target struct {
	Value       Text // the label
	Calendar    Reference
	Acknowledge Duration
	Complete    Duration
	AtLeast     Duration
	Header      Range
}

var slaArguments = []Argument{
	arg("per", "The enum field of the record that the targets go by.", func(s *SLA) any { return &s.Per }).usedBy("rule owner/no-emergency-contact; pages process, interface"),
	arg("calendar", "The calendar the clock counts in; none: elapsed time.", func(s *SLA) any { return &s.Calendar }).refs(KindCalendar).usedBy("the sla rules; pages process, interface"),
	arg("since", "Where the clock starts; default: the input that started it.", func(s *SLA) any { return &s.Since }).refs(KindInput, KindStep, KindEvent, KindMilestone).usedBy("rules sla/budget-exceeded, sla/inconsistent, sla/infeasible; pages process, interface"),
	arg("pause", "The clock stands still while this holds.", func(s *SLA) any { return &s.Pause }).usedBy("the type checker; pages process, interface"),
	arg("acknowledge", "From sent to accepted.", func(s *SLA) any { return &s.Acknowledge }).usedBy("the sla rules; pages process, interface"),
	arg("complete", "To done; where there are targets, the default.", func(s *SLA) any { return &s.Complete }).usedBy("the sla rules; pages process, interface"),
	arg("at_least", "A floor: notice, embargo.", func(s *SLA) any { return &s.AtLeast }).usedBy("rules sla/budget-exceeded, sla/inconsistent; pages process, interface"),
}

var targetBlock = inner(&targetType, func(s *SLA) any {
	t := new(Target)
	s.Targets = append(s.Targets, t)
	return t
}).many().usedBy("rule owner/no-emergency-contact; pages process, interface")

var slaType = BlockType{
	Name: "sla",
	Doc: "Promises. On a process, `complete` runs from `since` to the end; on an interface, `acknowledge` from sent to accepted and `complete` from sent to the receiver being done; " +
		"on a service, `complete` from the first sender's start to the last receiver's end.",
	Arguments: append([]Argument{
		arg("policy", "A policy it starts from; what the block itself says overrides it.", func(s *SLA) any { return &s.Policy }).refs(KindSLAPolicy).usedBy("the sla rules; pages process, interface"),
	}, slaArguments...),
	Blocks: []InnerBlock{targetBlock},
}

var targetType = BlockType{
	Name: "target", Label: "value",
	Doc: "The promise for one value of the field named by `per`.",
	Arguments: []Argument{
		arg("calendar", "A calendar of its own.", func(t *Target) any { return &t.Calendar }).refs(KindCalendar).usedBy("the sla rules; pages process, interface"),
		arg("acknowledge", "From sent to accepted.", func(t *Target) any { return &t.Acknowledge }).usedBy("the sla rules; pages process, interface"),
		arg("complete", "To done.", func(t *Target) any { return &t.Complete }).usedBy("the sla rules; pages process, interface"),
		arg("at_least", "A floor.", func(t *Target) any { return &t.AtLeast }).usedBy("rules sla/budget-exceeded, sla/inconsistent; pages process, interface"),
	},
}

// SLAPolicy is a set of promises used by many.
type SLAPolicy struct {
	Block
	SLA
}

var slaPolicyType = BlockType{
	Name: "sla_policy", Label: "name", Named: true,
	Doc:       "Promises used by many: `sla { policy = sla_policy.standard }`.",
	Arguments: viaSLA(slaArguments),
	Blocks:    []InnerBlock{{Type: targetBlock.Type, Many: true, UsedBy: targetBlock.UsedBy, add: func(b any) any { return targetBlock.add(&b.(*SLAPolicy).SLA) }}},
}

// viaSLA lets the rows of an sla block serve the policy that embeds one.
func viaSLA(rows []Argument) []Argument {
	out := make([]Argument, len(rows))
	for i, row := range rows {
		field := row.slot
		row.slot = func(b any) any { return field(&b.(*SLAPolicy).SLA) }
		out[i] = row
	}
	return out
}
