package lang

// Settings is what handoff.hcl says. It configures the tool and never describes the organisation.
type Settings struct {
	Workspace struct {
		Name    Text  // what the map is called; default: the name of its directory
		Imports Texts // directories outside the workspace that imports may read, relative to the root
	}
	Check struct {
		Preset  Text // "correctness", "recommended" (default) or "strict"
		Edition Text // rules that came after it stay off; default: the newest
		FailOn  Text // "error" (default), "warning" or "info"
		Rules   []*RuleSetting
	}
	Docs struct {
		Title    Text  // the title of the home page; default: the workspace's name
		Source   Text  // a URL pattern for links to the source: "https://git.example/map/blob/main/{file}#L{line}"
		Flavor   Text  // the kind of wiki; default: "markdown"
		Audience Text  // "internal" (default) or "public"
		LeaveOut Texts // what public pages leave out wherever it stands: names of people that nothing else shows to be names
	}
	Sources []*Source // event logs, in source order
}

// RuleSetting is one `rule` block of the settings: what one rule, or a group of them, costs, and where. Later blocks win over earlier ones.
type RuleSetting struct {
	Rule     Text // the label: "owner/no-contact", "style/*", "rule/our_own"
	Severity Text // "" leaves it as it is
	Paths    Texts
	Options  []RuleOption
	Header   Range
}

// RuleOption is a number that a rule is given. Whether the rule has such an option is for check to say.
type RuleOption struct {
	Name  Text
	Value Number
}

var workspaceSettings = BlockType{
	Name: "workspace",
	Doc:  "What this map is called, and what it may import.",
	Arguments: []Argument{
		arg("name", "What the map is called; default: the name of its directory.", func(s *Settings) any { return &s.Workspace.Name }).usedBy("page home; views; map.json"),
		arg("imports", "Directories outside the workspace that imports may read, relative to the root.", func(s *Settings) any { return &s.Workspace.Imports }).usedBy("the loader"),
	},
}

var checkSettings = BlockType{
	Name: "check",
	Doc:  "How `handoff check` judges.",
	Arguments: []Argument{
		arg("preset", "Which rules run: `recommended` (default); `correctness`, only those whose findings are errors; `strict`, also those that are off by default, and notes are warnings.", func(s *Settings) any { return &s.Check.Preset }).oneOf("correctness", "recommended", "strict").usedBy("check, build"),
		arg("edition", "Rules that came after this edition stay off, so that a new release never turns a green build red; default: the newest. `handoff version` names it.", func(s *Settings) any { return &s.Check.Edition }).usedBy("check, build"),
		arg("fail_on", "The least severity that fails a check: `error` (default), `warning` or `info`; `--fail-on` overrides it.", func(s *Settings) any { return &s.Check.FailOn }).oneOf("error", "warning", "info").usedBy("check, build"),
	},
	Blocks: []InnerBlock{
		inner(&ruleSettings, func(s *Settings) any {
			r := new(RuleSetting)
			s.Check.Rules = append(s.Check.Rules, r)
			return r
		}).many().usedBy("check, build"),
	},
}

var ruleSettings = BlockType{
	Name: "rule", Label: "id",
	Doc: "What a rule costs, and its options. The label is the rule's id (`\"owner/no-contact\"`), a whole group (`\"style/*\"`) or a house rule (`\"rule/NAME\"`). " +
		"Of several blocks that name a rule, later ones win.",
	Arguments: []Argument{
		arg("severity", "`error`, `warning`, `info`, or `off`.", func(r *RuleSetting) any { return &r.Severity }).oneOf("error", "warning", "info", "off").usedBy("check, build"),
		arg("paths", "Only in these files and folders, relative to the root: `\"legacy\"`, `\"teams/*/drafts\"`, `\"**/imported.handoff.hcl\"`. `*` and `?` stay within a name, `**` is any number of folders.", func(r *RuleSetting) any { return &r.Paths }).usedBy("check, build"),
	},
	Rest: "One line an option of the rule: its name, and a whole number. `handoff explain RULE` lists them.", RestUsedBy: "check, build",
}

// WikiFlavors are the kinds of wiki there are. What each is stands where they are written; a test holds the two lists together.
var WikiFlavors = []string{"markdown", "github", "gitlab", "azure", "mkdocs", "docusaurus", "confluence", "mark", "html"}

var docsSettings = BlockType{
	Name: "docs",
	Doc:  "How `handoff docs` writes.",
	Arguments: []Argument{
		arg("title", "The title of the home page; default: the workspace's name.", func(s *Settings) any { return &s.Docs.Title }).usedBy("page home"),
		arg("source", "A URL pattern for links to the source: `\"https://git.example/map/blob/main/{file}#L{line}\"`.", func(s *Settings) any { return &s.Docs.Source }).usedBy("every page"),
		arg("flavor", "The wiki that `docs` and `build` write for, unless `--flavor` says otherwise; default: `markdown`.", func(s *Settings) any { return &s.Docs.Flavor }).oneOf(WikiFlavors...).usedBy("docs, build"),
		arg("audience", "`internal` (default), or `public`, which leaves out how to reach people, who they are, and notes marked internal; `--audience` overrides it.", func(s *Settings) any { return &s.Docs.Audience }).oneOf("internal", "public").usedBy("docs, build"),
		arg("leave_out", "What public pages leave out wherever it stands: names of people that only prose tells, code words. E-mail addresses, telephone numbers, contacts and the names in them go without being listed.", func(s *Settings) any { return &s.Docs.LeaveOut }).usedBy("docs, build"),
	},
}
