package lang

// Team is a group of people, or with External another organisation.
type Team struct {
	Block
	Parent   Reference
	Lead     Reference
	Calendar Reference
	External Flag
	Contact  *Contact
}

var teamType = BlockType{
	Name: "team", Label: "name", Named: true,
	Doc: "A group of people who do work together. Wherever a role is expected, a team will do.",
	Arguments: []Argument{
		arg("parent", "The team it is part of.", func(t *Team) any { return &t.Parent }).refs(KindTeam).usedBy("page team"),
		arg("lead", "The role that leads it.", func(t *Team) any { return &t.Lead }).refs(KindRole).usedBy("page team"),
		arg("calendar", "When it works.", func(t *Team) any { return &t.Calendar }).refs(KindCalendar).usedBy("rules sla/off-duty, sla/calendar-mismatch; page team"),
		arg("external", "Another organisation: a supplier, a customer.", func(t *Team) any { return &t.External }).usedBy("page team; view landscape"),
	},
	Blocks: []InnerBlock{
		inner(&contactType, func(t *Team) any { t.Contact = new(Contact); return t.Contact }).usedBy("rule owner/no-contact; page team"),
	},
}

// Contact says how to reach a role or team. A role without one inherits its team's.
type Contact struct {
	Chat, Email, Phone, OnCall, Page Text
	Header                           Range
}

var contactType = BlockType{
	Name: "contact",
	Doc:  "How to reach them. A role without a contact inherits its team's.",
	Arguments: []Argument{
		arg("chat", "A chat channel or handle.", func(c *Contact) any { return &c.Chat }).usedBy("rule owner/no-contact; pages process, role, team"),
		arg("email", "An e-mail address.", func(c *Contact) any { return &c.Email }).usedBy("rule owner/no-contact; pages process, role, team"),
		arg("phone", "A telephone number.", func(c *Contact) any { return &c.Phone }).usedBy("rule owner/no-contact; pages process, role, team"),
		arg("on_call", "Where to see who is on call.", func(c *Contact) any { return &c.OnCall }).usedBy("rule owner/no-contact; pages process, role, team"),
		arg("page", "How to page them.", func(c *Contact) any { return &c.Page }).usedBy("rule owner/no-contact; pages process, role, team"),
	},
}

// Entries lists what is given, most urgent channel first, as label and value.
func (c *Contact) Entries() [][2]string {
	if c == nil {
		return nil
	}
	var out [][2]string
	for _, e := range [][2]string{{"On call", c.OnCall.Value}, {"Page", c.Page.Value}, {"Phone", c.Phone.Value}, {"Chat", c.Chat.Value}, {"E-mail", c.Email.Value}} {
		if e[1] != "" {
			out = append(out, e)
		}
	}
	return out
}
