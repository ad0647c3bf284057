package lsp

import (
	"path/filepath"
	"slices"
	"strings"

	"handoff/lang"
)

// methods are the messages that are understood.
func methods() []method {
	return []method{
		asks("initialize", (*server).initialize),
		notes("initialized", (*server).begin),
		asks("shutdown", func(s *server, _ struct{}) (any, error) {
			s.mu.Lock()
			defer s.mu.Unlock()
			s.shutdown = true
			return nil, nil
		}),
		notes("textDocument/didOpen", (*server).didOpen),
		notes("textDocument/didChange", (*server).didChange),
		notes("textDocument/didSave", (*server).didSave),
		notes("textDocument/didClose", (*server).didClose),
		notes("workspace/didChangeWatchedFiles", (*server).didChangeFiles),
		notes("workspace/didChangeWorkspaceFolders", (*server).didChangeFolders),
		notes("workspace/didChangeConfiguration", func(*server, struct{}) {}),
		asks("textDocument/hover", (*server).hover),
		asks("textDocument/definition", (*server).definition),
		asks("textDocument/completion", (*server).completion),
		asks("textDocument/codeAction", (*server).actions),
		asks("textDocument/references", (*server).references),
		asks("textDocument/prepareRename", (*server).prepareRename),
		asks("textDocument/rename", (*server).rename),
		asks("textDocument/documentSymbol", (*server).documentSymbols),
		asks("workspace/symbol", (*server).workspaceSymbols),
		asks("textDocument/foldingRange", (*server).folding),
		asks("textDocument/semanticTokens/full", (*server).semantic),
		asks("textDocument/formatting", (*server).format),
		asks("textDocument/inlayHint", (*server).hints),
		asks("textDocument/codeLens", (*server).lenses),
		asks("textDocument/prepareCallHierarchy", (*server).prepareCalls),
		asks("callHierarchy/incomingCalls", (*server).incoming),
		asks("callHierarchy/outgoingCalls", (*server).outgoing),
	}
}

// initialize says what the server can do.
func (s *server) initialize(p initializeParams) (any, error) {
	s.initialized = true
	s.client = p.Capabilities
	encoding := "utf-16"
	if slices.Contains(p.Capabilities.General.PositionEncodings, "utf-8") {
		s.units, encoding = utf8Units, "utf-8"
	}
	for _, f := range p.WorkspaceFolders {
		s.addRoot(f.URI)
	}
	if len(p.WorkspaceFolders) == 0 && p.RootURI != nil {
		s.addRoot(*p.RootURI)
	} else if len(p.WorkspaceFolders) == 0 && p.RootPath != nil && *p.RootPath != "" {
		s.roots = append(s.roots, filepath.Clean(*p.RootPath))
	}
	if p.ProcessID != nil && *p.ProcessID > 0 {
		s.watch(*p.ProcessID)
	}
	return map[string]any{
		"serverInfo": map[string]any{"name": "handoff", "version": s.options.Version},
		"capabilities": map[string]any{
			"positionEncoding": encoding,
			"textDocumentSync": map[string]any{"openClose": true, "change": 2, "save": map[string]any{"includeText": false}},
			"workspace":        map[string]any{"workspaceFolders": map[string]any{"supported": true, "changeNotifications": true}},

			"hoverProvider":              true,
			"definitionProvider":         true,
			"codeActionProvider":         map[string]any{"codeActionKinds": []string{quickFix, fixAll}},
			"referencesProvider":         true,
			"renameProvider":             map[string]any{"prepareProvider": true},
			"documentSymbolProvider":     true,
			"workspaceSymbolProvider":    true,
			"foldingRangeProvider":       true,
			"documentFormattingProvider": true,
			"inlayHintProvider":          true,
			"codeLensProvider":           map[string]any{"resolveProvider": false},
			"callHierarchyProvider":      true,
			"semanticTokensProvider":     map[string]any{"full": true, "legend": map[string]any{"tokenTypes": tokenTypes, "tokenModifiers": tokenModifiers}},
			"completionProvider":         map[string]any{"triggerCharacters": []string{".", "\"", "=", " ", "[", "{", "$"}},
		},
	}, nil
}

func (s *server) addRoot(uri string) {
	if file, ok := fileOf(uri); ok && !slices.Contains(s.roots, file) {
		s.roots = append(s.roots, file)
	}
}

// begin opens the maps of the client's folders, and asks to be told of files that change.
func (s *server) begin(struct{}) {
	if s.client.Workspace.DidChangeWatchedFiles.DynamicRegistration {
		s.request("client/registerCapability", map[string]any{"registrations": []any{map[string]any{
			"id": "files", "method": "workspace/didChangeWatchedFiles",
			"registerOptions": map[string]any{"watchers": []any{map[string]any{"globPattern": "**/*.{hcl,json}"}}},
		}}})
	}
	if s.options.Cache != "" && s.client.TextDocument.PublishDiagnostics.CodeDescriptionSupport {
		s.pages = writePages(s.options.Cache)
	}
	for _, root := range s.roots {
		s.openRoot(root)
	}
}

// openRoot loads the map of a folder that the client has open, if there is one.
func (s *server) openRoot(root string) {
	f := s.folderOf(root, true)
	if f == nil {
		return
	}
	if !f.load() {
		if f.coming == nil && len(f.documents()) == 0 { // no map, and nobody who writes one
			f.close()
			delete(s.folders, f.kept.Root)
		}
		return
	}
	f.publishAll()
	f.later(0)
}

type foldersChange struct {
	Event struct {
		Added   []folderID `json:"added"`
		Removed []folderID `json:"removed"`
	} `json:"event"`
}

// didChangeFolders takes up folders and lets go of others.
func (s *server) didChangeFolders(p foldersChange) {
	for _, gone := range p.Event.Removed {
		file, ok := fileOf(gone.URI)
		if !ok {
			continue
		}
		s.roots = slices.DeleteFunc(s.roots, func(r string) bool { return r == file })
		for root, f := range s.folders {
			if f.shown == file && len(f.documents()) == 0 {
				f.withdraw()
				f.close()
				delete(s.folders, root)
			}
		}
	}
	for _, added := range p.Event.Added {
		s.addRoot(added.URI)
		if file, ok := fileOf(added.URI); ok {
			s.openRoot(file)
		}
	}
}

type filesChange struct {
	Changes []struct {
		URI  string `json:"uri"`
		Type int    `json:"type"` // 1 created, 2 changed, 3 deleted
	} `json:"changes"`
}

// didChangeFiles looks at maps again of which a file has changed on disk.
func (s *server) didChangeFiles(p filesChange) {
	resettle := false
	for _, c := range p.Changes {
		file, ok := fileOf(c.URI)
		if !ok {
			continue
		}
		if filepath.Base(file) == lang.SettingsFile && c.Type != 2 { // what is one map may have changed
			resettle = true
		}
		for _, f := range s.folders {
			if strings.HasPrefix(file, f.shown+string(filepath.Separator)) || strings.HasPrefix(file, f.kept.Root+string(filepath.Separator)) {
				f.later(s.options.Pause)
			}
		}
	}
	if resettle {
		s.resettle()
	}
}
