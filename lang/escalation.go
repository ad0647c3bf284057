package lang

// Escalation says who is woken when a promise is in danger.
type Escalation struct {
	Policy Reference
	Clock  Text // "sent", "acknowledged" or "due"; "" means sent
	After  Ladder
	Order  References
	Header Range
}

var escalationArguments = []Argument{
	arg("clock", "What the times count from: `sent` (default), `acknowledged` or `due`.", func(e *Escalation) any { return &e.Clock }).oneOf("sent", "acknowledged", "due").usedBy("rules sla/escalation-late, sla/off-duty; pages process, interface, escalations"),
	arg("after", "The ladder: `{ \"20m\" = role.a, \"4h\" = [role.b, role.c] }`.", func(e *Escalation) any { return &e.After }).refs(whoKinds...).usedBy("rules owner/no-contact, owner/no-deputy; pages process, interface, escalations"),
	arg("order", "A ladder without times: legal, and a finding.", func(e *Escalation) any { return &e.Order }).refs(whoKinds...).usedBy("rules owner/no-contact, owner/no-deputy; pages process, interface, escalations"),
}

var escalationType = BlockType{
	Name: "escalation",
	Doc:  "Who is woken, after how long.",
	Arguments: append([]Argument{
		arg("policy", "A policy it starts from; what the block itself says overrides it.", func(e *Escalation) any { return &e.Policy }).refs(KindEscalationPolicy).usedBy("pages process, interface, escalations"),
	}, escalationArguments...),
}

// EscalationPolicy is a ladder used by many.
type EscalationPolicy struct {
	Block
	Escalation
}

var escalationPolicyType = BlockType{
	Name: "escalation_policy", Label: "name", Named: true,
	Doc:       "A ladder used by many: `escalation { policy = escalation_policy.major }`.",
	Arguments: viaEscalation(escalationArguments),
}

func viaEscalation(rows []Argument) []Argument {
	out := make([]Argument, len(rows))
	for i, row := range rows {
		field := row.slot
		row.slot = func(b any) any { return field(&b.(*EscalationPolicy).Escalation) }
		out[i] = row
	}
	return out
}

// Handback says that the receiver may return the work, and how often.
type Handback struct {
	Reason Text
	Limit  Number
	Notify References
	Header Range
}

var handbackType = BlockType{
	Name: "handback",
	Doc:  "The receiver may return it, at most so often.",
	Arguments: []Argument{
		arg("reason", "Why it may come back.", func(h *Handback) any { return &h.Reason }).usedBy("pages process, interface"),
		arg("limit", "How often, at most.", func(h *Handback) any { return &h.Limit }).usedBy("rules sla/budget-exceeded, sla/inconsistent; rule handoff/unbounded-handback; pages process, interface"),
		arg("notify", "Who is told.", func(h *Handback) any { return &h.Notify }).refs(whoKinds...).usedBy("pages process, interface"),
	},
}

// Effective returns the ladder after the policy has been laid under it: what the block itself says wins. It is safe on nil.
func (e *Escalation) Effective() Escalation {
	if e == nil {
		return Escalation{}
	}
	out := *e
	if p := e.Policy.EscalationPolicy(); p != nil {
		if !out.Clock.Given() {
			out.Clock = p.Clock
		}
		if !out.After.Given() && !out.Order.Given() {
			out.After, out.Order = p.After, p.Order
		}
	}
	return out
}
