package lang

// What measures and improves the map: KPIs, the meetings that review them, the improvement register, milestones and house rules.

// KPI is a figure somebody watches.
type KPI struct {
	Block
	Metric     Text
	Of         References
	Target     Text
	Owner      References
	Source     Reference
	Definition Text
	Unit       Text
}

// ComputedMetrics are the metrics that handoff knows how to compute from a log; any other name is documented, not computed.
var ComputedMetrics = []string{"lead_time", "handoff_wait", "touch_wait", "handback_rate", "ping_pong_rate", "reassignments", "sla_compliance", "automation_rate", "error_rate", "handoff_count"}

var kpiType = BlockType{
	Name: "kpi", Label: "name", Named: true,
	Doc: "A figure somebody watches. Computed by `handoff measure`: `lead_time handoff_wait touch_wait handback_rate ping_pong_rate reassignments sla_compliance automation_rate error_rate handoff_count`; any other metric comes with a `definition` and a `unit`.",
	Arguments: []Argument{
		arg("metric", "What is measured.", func(k *KPI) any { return &k.Metric }).required().usedBy("measure; page process"),
		arg("of", "What it is measured on; one or a list.", func(k *KPI) any { return &k.Of }).refs(KindInterface, KindProcess, KindService, KindStep, KindArtifact, KindSystem, KindTeam).usedBy("rule governance/no-kpi; measure; page process"),
		arg("target", "`\"<= 30m\"`, `\">= 95 %\"`; of times, the median is meant unless it begins with `mean`, `p90` or `max`: `\"p90 <= 4h\"`.", func(k *KPI) any { return &k.Target }).usedBy("rules governance/no-target, measure/missed-target; page process"),
		arg("owner", "Who answers for it; one or a list.", func(k *KPI) any { return &k.Owner }).refs(whoKinds...).usedBy("rule governance/no-target; page process"),
		arg("source", "The system the figures come from.", func(k *KPI) any { return &k.Source }).refs(KindSystem).usedBy("page process"),
		arg("definition", "How it is computed, where it is no computed metric.", func(k *KPI) any { return &k.Definition }).usedBy("page process"),
		arg("unit", "What it is counted in.", func(k *KPI) any { return &k.Unit }).usedBy("page process"),
	},
}

// Cadence is a regular meeting.
type Cadence struct {
	Block
	Every    Duration
	Duration Duration
	Chair    Reference
	Attend   References
	Reviews  References
}

var cadenceType = BlockType{
	Name: "cadence", Label: "name", Named: true,
	Doc: "A regular meeting: who comes, and what it reviews.",
	Arguments: []Argument{
		arg("every", "How often.", func(c *Cadence) any { return &c.Every }).longTerm().required().usedBy("rules sla/meeting-wait, coordination/meeting-load; page role"),
		arg("duration", "How long it lasts.", func(c *Cadence) any { return &c.Duration }).usedBy("rule coordination/meeting-load; page role"),
		arg("chair", "Who leads it.", func(c *Cadence) any { return &c.Chair }).refs(whoKinds...).usedBy("rule coordination/meeting-load; page role"),
		arg("attend", "Who else comes.", func(c *Cadence) any { return &c.Attend }).refs(whoKinds...).usedBy("rule coordination/meeting-load; page role"),
		arg("reviews", "What it looks at.", func(c *Cadence) any { return &c.Reviews }).refs(KindService, KindProcess, KindKPI, KindInterface, KindImprovement, KindArtifact).usedBy("rule governance/unreviewed; page process"),
	},
}

// Improvement is one line of the improvement (CSI) register.
type Improvement struct {
	Block
	Of     References
	KPI    References
	Owner  Reference
	Due    Date
	Status Text
}

var improvementType = BlockType{
	Name: "improvement", Label: "name", Named: true,
	Doc: "One line of the improvement (CSI) register.",
	Arguments: []Argument{
		arg("of", "What is to get better; one or a list.", func(i *Improvement) any { return &i.Of }).refs(KindInterface, KindProcess, KindService, KindStep, KindArtifact, KindSystem, KindTeam).usedBy("page process"),
		arg("kpi", "The figure that will show it.", func(i *Improvement) any { return &i.KPI }).refs(KindKPI).usedBy("rule governance/stale-improvement; page process"),
		arg("owner", "Who sees to it.", func(i *Improvement) any { return &i.Owner }).refs(whoKinds...).usedBy("rule governance/stale-improvement; page process"),
		arg("due", "By when.", func(i *Improvement) any { return &i.Due }).usedBy("rule governance/stale-improvement; page process"),
		arg("status", "`planned`, `in_progress`, `done` or `dropped`.", func(i *Improvement) any { return &i.Status }).oneOf("planned", "in_progress", "done", "dropped").usedBy("rule governance/stale-improvement; page process"),
	},
}

// Milestone is a date that work is planned around.
type Milestone struct {
	Block
	At       Date
	Timezone Text
	Owner    Reference
	Before   References
}

var milestoneType = BlockType{
	Name: "milestone", Label: "name", Named: true,
	Doc: "A date that work is planned around.",
	Arguments: []Argument{
		arg("at", "The instant: `\"2026-03-18T02:00\"`, or a day.", func(m *Milestone) any { return &m.At }).instant().usedBy("rule sla/milestone-order; page interface"),
		arg("timezone", "The time zone of `at`; default UTC.", func(m *Milestone) any { return &m.Timezone }).usedBy("page interface"),
		arg("owner", "Who answers for it.", func(m *Milestone) any { return &m.Owner }).refs(whoKinds...).usedBy("page role"),
		arg("before", "The milestone it comes before; one or a list.", func(m *Milestone) any { return &m.Before }).refs(KindMilestone).usedBy("rule sla/milestone-order; page calendar"),
	},
}

// Rule is a house rule: a condition every block of a kind must meet.
type Rule struct {
	Block
	Each     Text
	When     Expression
	Require  Expression
	Message  Expression
	Severity Text
}

var ruleType = BlockType{
	Name: "rule", Label: "name", Named: true,
	Doc: "A house rule: a condition that every block of a kind must meet. `each` is the block, with every argument and block of its kind under its own name (and `address`, `name`), inherited " +
		"values and defaults included: references are addresses, durations seconds (`duration(\"15m\")` makes some, `text(…)` prints them), what is not given is null.",
	Arguments: []Argument{
		arg("each", "The kind of block it judges.", func(r *Rule) any { return &r.Each }).required().oneOf(houseKinds...).usedBy("check, build"),
		arg("when", "Which of them; default: all.", func(r *Rule) any { return &r.When }).usedBy("the type checker; check, build"),
		arg("require", "What must hold.", func(r *Rule) any { return &r.Require }).required().usedBy("the type checker; check, build"),
		arg("message", "What to say where it does not.", func(r *Rule) any { return &r.Message }).required().usedBy("the type checker; check, build"),
		arg("severity", "`error`, `warning` (default) or `info`.", func(r *Rule) any { return &r.Severity }).oneOf("error", "warning", "info").usedBy("check, build"),
	},
}
