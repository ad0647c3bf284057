package lang

// Settings is what handoff.hcl says. It configures the tool and never describes the organisation.
type Settings struct {
	Workspace struct {
		Name    Text  // what the map is called; default: the name of its directory
		Imports Texts // directories outside the workspace that imports may read, relative to the root
	}
	Check struct {
		FailOn Text // "error" (default), "warning" or "info"
	}
	Docs struct {
		Title  Text // the title of the home page; default: the workspace's name
		Source Text // a URL pattern for links to the source: "https://git.example/map/blob/main/{file}#L{line}"
	}
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
		arg("fail_on", "The least severity that fails a check: `error` (default), `warning` or `info`; `--fail-on` overrides it.", func(s *Settings) any { return &s.Check.FailOn }).oneOf("error", "warning", "info").usedBy("check, build"),
	},
}

var docsSettings = BlockType{
	Name: "docs",
	Doc:  "How `handoff docs` writes.",
	Arguments: []Argument{
		arg("title", "The title of the home page; default: the workspace's name.", func(s *Settings) any { return &s.Docs.Title }).usedBy("page home"),
		arg("source", "A URL pattern for links to the source: `\"https://git.example/map/blob/main/{file}#L{line}\"`.", func(s *Settings) any { return &s.Docs.Source }).usedBy("every page"),
	},
}
