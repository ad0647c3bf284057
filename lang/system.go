package lang

// System is a tool that holds or carries records.
type System struct {
	Block
	SystemKind Text
	Owner      Reference
	URL        Text
	Exclusive  Flag
	Fallback   Text
}

var systemType = BlockType{
	Name: "system", Label: "name", Named: true,
	Doc: "A tool that holds or carries records: the ITSM suite, monitoring, a queue.",
	Arguments: []Argument{
		arg("kind", "What sort it is; free, and `itsm monitoring logging ci_cd cmdb chat queue api` get an icon.", func(s *System) any { return &s.SystemKind }).usedBy("pages interface, process"),
		arg("owner", "Who answers for it.", func(s *System) any { return &s.Owner }).refs(whoKinds...).usedBy("rule owner/missing-owner; page process"),
		arg("url", "Where it is.", func(s *System) any { return &s.URL }).usedBy("pages process, interface"),
		arg("exclusive", "Only one step may work on it at a time.", func(s *System) any { return &s.Exclusive }).usedBy("rule sla/window; page process"),
		arg("fallback", "The manual way for every interface it carries that has none of its own.", func(s *System) any { return &s.Fallback }).usedBy("rule governance/no-fallback; pages process, interface"),
	},
}
