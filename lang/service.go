package lang

// Service is an end-to-end flow over several processes, with one promise to whoever asked.
type Service struct {
	Block
	Owner      Reference
	Integrator Reference
	Emergency  Reference
	Start      Reference
	Flow       References
	SLA        *SLA
}

var serviceType = BlockType{
	Name: "service", Label: "name", Named: true,
	Doc: "An end-to-end flow over several processes, with one promise to whoever asked.",
	Arguments: []Argument{
		arg("owner", "The one accountable end to end.", func(s *Service) any { return &s.Owner }).refs(whoKinds...).usedBy("rule owner/missing-owner; pages home, role"),
		arg("integrator", "Who owns the joints.", func(s *Service) any { return &s.Integrator }).refs(whoKinds...).usedBy("rule owner/missing-integrator; pages home, interface"),
		arg("emergency", "Who to call when it fails.", func(s *Service) any { return &s.Emergency }).refs(whoKinds...).usedBy("rules owner/no-emergency-contact, owner/no-contact; page home"),
		arg("start", "The process it starts in; default: the one sender that nothing in the flow leads to.", func(s *Service) any { return &s.Start }).refs(KindProcess).usedBy("rule handoff/broken-flow"),
		arg("flow", "Its interfaces: a set, connected and reachable from the start; it may fork and join.", func(s *Service) any { return &s.Flow }).refs(KindInterface).required().usedBy("rules handoff/broken-flow, handoff/unused-interface; page home"),
	},
	Blocks: []InnerBlock{
		inner(&slaType, func(s *Service) any { s.SLA = new(SLA); return s.SLA }).usedBy("page home"),
	},
}
