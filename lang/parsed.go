package lang

import (
	"bytes"
	"sync"

	"github.com/hashicorp/hcl/v2/hclsyntax"

	"handoff/lang/finding"
)

// Parsed keeps what files were parsed to from one load to the next, for programs that load a map again and again while somebody writes in
// it: parsing is three quarters of a load, and most files stay as they are. The zero value is empty and ready. It may be used by several
// loads at a time; what it keeps is never changed, since everything that a load decodes it decodes anew.
type Parsed struct {
	mu   sync.Mutex
	last map[string]syntax // of the load before
	now  map[string]syntax
}

// syntax is what one text was parsed to.
type syntax struct {
	file     File // without ignores
	body     *hclsyntax.Body
	comments []span
	problems []finding.Finding
}

// begin starts a load of a whole workspace: what the load before this one did not use is dropped.
func (p *Parsed) begin() {
	if p == nil {
		return
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	if len(p.now) > 0 {
		p.last, p.now = p.now, nil
	}
}

// parse parses a file, or remembers what it was parsed to. The path is the one findings show.
func (p *Parsed) parse(path string, source []byte) syntax {
	if s, ok := p.known(path, source); ok {
		return s
	}
	f := newFile(path, source)
	s := syntax{}
	s.body, s.comments, s.problems = parse(f)
	s.file = *f
	if p != nil {
		p.mu.Lock()
		defer p.mu.Unlock()
		p.keep(path, s)
	}
	return s
}

func (p *Parsed) known(path string, source []byte) (syntax, bool) {
	if p == nil {
		return syntax{}, false
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	for _, kept := range []map[string]syntax{p.now, p.last} {
		if s, ok := kept[path]; ok && bytes.Equal(s.file.Source, source) {
			p.keep(path, s)
			return s, true
		}
	}
	return syntax{}, false
}

func (p *Parsed) keep(path string, s syntax) {
	if p.now == nil {
		p.now = map[string]syntax{}
	}
	p.now[path] = s
}
