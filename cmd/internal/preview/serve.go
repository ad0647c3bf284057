package preview

import (
	"bytes"
	"embed"
	"encoding/json"
	"errors"
	"fmt"
	"html"
	"io"
	"mime"
	"net/http"
	"path"
	"slices"
	"strings"
	"time"

	"handoff/cmd/internal/product"
	"handoff/lang/finding"
	"handoff/lang/lazyregexp"
	"handoff/render/layout"
	"handoff/render/site"
)

//go:embed assets
var assets embed.FS

// Handler answers browsers.
func (s *Server) Handler() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("/{$}", s.page)
	mux.HandleFunc("/"+product.PageFile, s.page)
	mux.HandleFunc("/live/data", s.data)
	mux.HandleFunc("/live/picture", s.drawn)
	mux.HandleFunc("/live/text", s.text)
	mux.HandleFunc("/live/events", s.events)
	mux.HandleFunc("/docs/", s.docs)
	for name, kind := range map[string]string{"live.css": "text/css", "docs.js": "text/javascript"} {
		mux.HandleFunc("/live/"+name, func(w http.ResponseWriter, _ *http.Request) {
			content, _ := assets.ReadFile("assets/" + name)
			w.Header().Set("Content-Type", kind+"; charset=utf-8")
			_, _ = w.Write(content)
		})
	}
	mux.HandleFunc("/favicon.ico", func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusNoContent) })
	return s.guarded(s.surviving(mux))
}

var policyMeta = lazyregexp.New(`(?i)<meta http-equiv="Content-Security-Policy" content="([^"]*)">\n?`)

// page is the interactive page, with what makes it live. Its own policy is taken along, and allows what it needs here beside: our script, our styles,
// and asking us.
func (s *Server) page(w http.ResponseWriter, _ *http.Request) {
	e, _ := s.now()
	live := e.Live
	if live == nil {
		live = product.Empty("Preview")
	}
	script, _ := assets.ReadFile("assets/live.js")
	shell := live.Shell(string(script))
	policy := ""
	if m := policyMeta.FindSubmatch(shell); m != nil {
		policy = html.UnescapeString(string(m[1]))
		shell = bytes.Replace(shell, m[0], nil, 1)
	}
	shell = bytes.Replace(shell, []byte("</head>"), []byte(`<link rel="stylesheet" href="/live/live.css"></head>`), 1)
	w.Header().Set("Content-Security-Policy", widened(policy))
	s.write(w, "text/html; charset=utf-8", shell)
}

// widened is a policy that also allows what comes from here.
func widened(policy string) string {
	var out []string
	known := map[string]bool{}
	for _, rule := range strings.Split(policy, ";") {
		rule = strings.TrimSpace(rule)
		name, _, _ := strings.Cut(rule, " ")
		switch name {
		case "":
			continue
		case "script-src", "style-src", "img-src":
			rule += " 'self'"
		case "connect-src":
			rule = "connect-src 'self'"
		}
		known[name] = true
		out = append(out, rule)
	}
	if !known["default-src"] {
		out = append(out, "default-src 'none'")
	}
	if !known["script-src"] {
		out = append(out, "script-src 'self'")
	}
	if !known["connect-src"] {
		out = append(out, "connect-src 'self'")
	}
	return strings.Join(append(out, "frame-ancestors 'none'"), "; ")
}

func (s *Server) write(w http.ResponseWriter, kind string, content []byte) {
	w.Header().Set("Content-Type", kind)
	_, _ = w.Write(content)
}

// told is a finding as the page shows it.
type told struct {
	Severity finding.Severity `json:"severity"`
	Rule     string           `json:"rule"`
	Summary  string           `json:"summary"`
	Detail   string           `json:"detail,omitempty"`
	Help     string           `json:"help,omitempty"`
	Address  string           `json:"address,omitempty"`
	At       string           `json:"at,omitempty"`   // file:line
	Open     string           `json:"open,omitempty"` // in the editor
}

// maxTold bounds how many findings a page is sent; the counts are of all.
const maxTold = 500

// data is the map without pictures and texts, and what is wrong with it.
func (s *Server) data(w http.ResponseWriter, _ *http.Request) {
	e, _ := s.now()
	live := e.Live
	if live == nil {
		live = product.Empty("Preview")
	}
	bad, warnings, notes := finding.Count(e.Findings)
	out := struct {
		Session  string              `json:"session"`
		Edition  int                 `json:"edition"`
		Stale    bool                `json:"stale"`
		Message  string              `json:"message,omitempty"`
		Title    string              `json:"title"`
		Places   []site.Place        `json:"places"`
		Views    []product.LiveView  `json:"views"`
		Sources  map[string][]string `json:"sources"` // by page address: file:line, link to the editor
		Findings []told              `json:"findings"`
		Counts   map[string]int      `json:"counts"`
	}{
		Session: s.session, Edition: e.Number, Stale: e.Stale, Message: e.Message, Title: live.Title, Places: live.Places, Views: live.Views,
		Sources: map[string][]string{}, Findings: []told{}, Counts: map[string]int{"error": bad, "warning": warnings, "info": notes},
	}
	for page, at := range e.Sources {
		out.Sources[page] = []string{fmt.Sprintf("%s:%d", at.File, at.Start.Line), s.options.Editor.Link(s.root, at)}
	}
	for _, f := range gravest(e.Findings) {
		t := told{Severity: f.Severity, Rule: f.Rule, Summary: f.Summary, Detail: f.Detail, Help: f.Help, Address: f.Address}
		if f.Range.File != "" {
			t.At, t.Open = fmt.Sprintf("%s:%d", f.Range.File, f.Range.Start.Line), s.options.Editor.Link(s.root, f.Range)
		}
		out.Findings = append(out.Findings, t)
	}
	content, err := json.Marshal(out)
	if err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	s.write(w, "application/json", content)
}

// gravest are the first of the findings, errors before all others.
func gravest(list []finding.Finding) []finding.Finding {
	out := slices.Clone(list)
	slices.SortStableFunc(out, func(a, b finding.Finding) int { return b.Severity.Rank() - a.Severity.Rank() })
	return out[:min(len(out), maxTold)]
}

// drawn is one picture, with its styles apart: a page that allows no inline styles takes them in by script.
func (s *Server) drawn(w http.ResponseWriter, r *http.Request) {
	e, _ := s.now()
	if e.Live == nil {
		http.Error(w, "There is no picture yet.", http.StatusNotFound)
		return
	}
	content, err := s.picture(r.Context(), e.Live, r.URL.Query().Get("id"))
	switch {
	case errors.Is(err, errNotThere):
		http.Error(w, err.Error(), http.StatusNotFound)
		return
	case r.Context().Err() != nil:
		return
	case errors.Is(err, layout.ErrNoWorker):
		http.Error(w, err.Error(), http.StatusServiceUnavailable)
		return
	case err != nil:
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	var out struct {
		SVG   string `json:"svg"`
		Light string `json:"light"`
		Dark  string `json:"dark"`
	}
	out.SVG, out.Light, out.Dark = site.Bare(content)
	text, err := json.Marshal(out)
	if err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	s.write(w, "application/json", text)
}

// text is the runbook of one page.
func (s *Server) text(w http.ResponseWriter, r *http.Request) {
	e, _ := s.now()
	text := ""
	if e.Live != nil {
		text = e.Live.Text(r.URL.Query().Get("page"))
	}
	w.Header().Set("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'") // where somebody opens it by itself
	s.write(w, "text/html; charset=utf-8", []byte(text))
}

// events tells a browser of every newer edition, as server-sent events, for as long as it listens.
func (s *Server) events(w http.ResponseWriter, r *http.Request) {
	flush := http.NewResponseController(w)
	w.Header().Set("Content-Type", "text/event-stream")
	if r.Method == http.MethodHead {
		return
	}
	alive := time.NewTicker(15 * time.Second)
	defer alive.Stop()
	sent := 0
	for {
		e, changed := s.now()
		if e.Number != sent {
			sent = e.Number
			if _, err := fmt.Fprintf(w, "event: edition\ndata: {\"session\":%q,\"edition\":%d}\n\n", s.session, e.Number); err != nil {
				return
			}
		}
		if flush.Flush() != nil {
			return
		}
		select {
		case <-changed:
		case <-alive.C:
			if _, err := io.WriteString(w, ": still here\n\n"); err != nil {
				return
			}
		case <-r.Context().Done():
			return
		}
	}
}

// docs is the static site of the newest edition, made when somebody first asks for it. Its files are looked up by name in what was made; nothing is read
// from the disk.
func (s *Server) docs(w http.ResponseWriter, r *http.Request) {
	e, _ := s.now()
	if e.Live == nil {
		http.Error(w, "There is no map to show yet: "+e.Message, http.StatusNotFound)
		return
	}
	name := strings.TrimPrefix(path.Clean(r.URL.Path), "/docs")
	name = strings.TrimPrefix(name, "/")
	if name == "" {
		name = "index.html"
	}
	content, ok := e.Live.Site(r.Context(), s.options.Pen)[name]
	if !ok {
		http.Error(w, "This map has no such page.", http.StatusNotFound)
		return
	}
	kind := mime.TypeByExtension(path.Ext(name))
	if kind == "" {
		kind = "application/octet-stream"
	}
	if strings.HasSuffix(name, ".html") {
		policy := ""
		if m := policyMeta.FindSubmatch(content); m != nil {
			policy = html.UnescapeString(string(m[1]))
			content = bytes.Replace(content, m[0], nil, 1)
		}
		w.Header().Set("Content-Security-Policy", widened(policy))
		content = bytes.Replace(content, []byte("</body>"), []byte(`<script src="/live/docs.js"></script></body>`), 1)
	}
	s.write(w, kind, content)
}
