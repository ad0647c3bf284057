package lang

// Role is a part somebody plays: what RACI rows, approvals and escalations name, never a person.
type Role struct {
	Block
	Teams     References
	Deputy    Reference
	ReportsTo Reference
	Calendar  Reference
	Retired   Flag
	Contact   *Contact
}

var roleType = BlockType{
	Name: "role", Label: "name", Named: true,
	Doc: "A part somebody plays, in a team. Work, answers and escalations belong to roles, never to persons.",
	Arguments: []Argument{
		arg("team", "The team it belongs to; one or a list.", func(r *Role) any { return &r.Teams }).refs(KindTeam).usedBy("rule owner/homeless-role; pages role, team; view landscape"),
		arg("deputy", "Who stands in.", func(r *Role) any { return &r.Deputy }).refs(whoKinds...).usedBy("rule owner/no-deputy; pages process, role"),
		arg("reports_to", "Hierarchical escalation: the role above.", func(r *Role) any { return &r.ReportsTo }).refs(KindRole).usedBy("page role"),
		arg("calendar", "When it is on duty, where that differs from its team: a weekend roster is a role with its own.", func(r *Role) any { return &r.Calendar }).refs(KindCalendar).usedBy("rules sla/off-duty, sla/calendar-mismatch; page role"),
		arg("retired", "The role is gone; whatever still names it is a finding.", func(r *Role) any { return &r.Retired }).usedBy("rule owner/retired; page role"),
	},
	Blocks: []InnerBlock{
		inner(&contactType, func(r *Role) any { r.Contact = new(Contact); return r.Contact }).usedBy("rule owner/no-contact; page role"),
	},
}
