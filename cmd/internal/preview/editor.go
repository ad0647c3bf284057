package preview

import (
	"fmt"
	"net/url"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"

	"handoff/lang"
)

// Editor is the link that opens a line in an editor: {file} is the absolute path, {line} and {column} count from 1.
type Editor string

// Editors are those that are known by name.
var Editors = []struct{ Name, Link string }{
	{"vscode", "vscode://file/{file}:{line}:{column}"},
	{"vscodium", "vscodium://file/{file}:{line}:{column}"},
	{"cursor", "cursor://file/{file}:{line}:{column}"},
	{"idea", "idea://open?file={file}&line={line}&column={column}"},
	{"zed", "zed://file/{file}:{line}:{column}"},
	{"none", ""},
}

// EditorNamed is the editor of a name, or the one that a template describes.
func EditorNamed(name string) (Editor, error) {
	var names []string
	for _, e := range Editors {
		if e.Name == name {
			return Editor(e.Link), nil
		}
		names = append(names, e.Name)
	}
	scheme, _, ok := strings.Cut(name, ":")
	if !ok || !strings.Contains(name, "{file}") {
		return "", fmt.Errorf("no editor %q; there are: %s; or give a link such as x-editor://open?file={file}&line={line}", name, strings.Join(names, ", "))
	}
	// What a browser would run rather than open is no editor.
	if u, err := url.Parse(scheme + "://x"); err != nil || u.Scheme == "" || strings.Contains("javascript data vbscript blob about view-source", u.Scheme) {
		return "", fmt.Errorf("a link cannot begin with %q", scheme+":")
	}
	return Editor(name), nil
}

// Link opens a place of the map whose root is given; "" for nowhere, and where no editor is to be opened.
func (e Editor) Link(root string, at lang.Range) string {
	if e == "" || at.File == "" {
		return ""
	}
	path := filepath.ToSlash(filepath.Join(root, filepath.FromSlash(at.File)))
	if runtime.GOOS == "windows" && !strings.HasPrefix(path, "/") && strings.Contains(string(e), "?") {
		path = "/" + path
	}
	escaped := (&url.URL{Path: path}).EscapedPath()
	if strings.Contains(string(e), "?") { // in a query
		escaped = url.QueryEscape(path)
	} else if strings.Contains(string(e), "/{file}") {
		escaped = strings.TrimPrefix(escaped, "/")
	}
	return strings.NewReplacer("{file}", escaped, "{line}", strconv.Itoa(max(1, at.Start.Line)), "{column}", strconv.Itoa(max(1, at.Start.Column))).Replace(string(e))
}
