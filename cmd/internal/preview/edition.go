package preview

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"
	"time"

	"handoff/check"
	"handoff/cmd/internal/analysis"
	"handoff/cmd/internal/product"
	"handoff/cmd/internal/workspace"
	"handoff/lang"
	"handoff/lang/finding"
	"handoff/render/address"
)

// Edition is the map as it was read once, with what is shown of it.
type Edition struct {
	Number int
	// Live is the page; of a map that cannot be read whole it is that of the last edition that could. Nil as long as there was none.
	Live *product.Live
	// Stale says that Live is older than the files; Message says why, in a sentence.
	Stale   bool
	Message string
	// Findings are those of the files as they are.
	Findings []finding.Finding
	// Sources are where things are written, by page address.
	Sources map[string]lang.Range

	// watched are files beside those of the map that it rests on, absolute.
	watched []string
}

// read makes an edition of the files as they are, and publishes it.
func (s *Server) read() {
	last, _ := s.now()
	e := &Edition{Number: 1, Sources: map[string]lang.Range{}}
	if last != nil {
		e.Number, e.Live, e.Sources, e.watched = last.Number+1, last.Live, last.Sources, last.watched
	}
	start := time.Now()
	var a *analysis.Analysis
	var live *product.Live
	err := s.guard("this map", func() (err error) {
		if a, err = s.analyse(); err == nil && !(a.Map.Incomplete && e.Live != nil) {
			live = product.NewLive(a)
		}
		return err
	})
	switch {
	case err != nil && a != nil:
		e.Stale, e.Message, e.Findings = e.Live != nil, sentence(err.Error()), a.Findings
	case err != nil:
		e.Stale, e.Message = e.Live != nil, sentence(err.Error())
	case a.Map.Incomplete && e.Live != nil:
		e.Stale, e.Message = true, "Part of the map cannot be read: this is the last picture that was whole."
		e.Findings = a.Findings
	default:
		e.Live, e.Findings, e.Sources = live, a.Findings, sources(a.Map)
		if a.Map.Incomplete {
			e.Message = "Part of the map cannot be read: what is shown is the rest."
		}
	}
	if a != nil {
		e.watched = s.open().Attached(a.Map)
	}
	s.publish(e)
	switch {
	case err != nil:
		s.options.Tell(err.Error())
	default:
		bad, warnings, notes := finding.Count(e.Findings)
		s.options.Tell(fmt.Sprintf("read %s: %s, %s, %s (%d ms)", count(len(a.Map.Files), "file"), count(bad, "error"), count(warnings, "warning"), count(notes, "note"), time.Since(start).Milliseconds()))
	}
}

// count says "1 file", "3 files".
func count(n int, one string) string {
	if n != 1 {
		one += "s"
	}
	return fmt.Sprintf("%d %s", n, one)
}

// analyse reads and checks the map. A folder that was put in the place of the old one is opened anew.
func (s *Server) analyse() (*analysis.Analysis, error) {
	s.mu.Lock()
	kept := s.kept
	s.mu.Unlock()
	if kept.Moved() {
		again, err := workspace.Keep(s.dir)
		if err != nil {
			return nil, err
		}
		s.mu.Lock()
		_ = s.kept.Close()
		s.kept, kept = again, again
		s.mu.Unlock()
	}
	m, err := kept.Load()
	if err != nil {
		return nil, err
	}
	var options check.Options
	if s.options.Check != nil {
		options = s.options.Check()
	}
	return analysis.Of(m, analysis.All(), options), nil
}

// sources are the places of all blocks, by page address.
func sources(m *lang.Map) map[string]lang.Range {
	out := map[string]lang.Range{}
	for _, d := range m.Declarations() {
		if page := address.Whole(d); page != "" && !d.Common().Header.IsZero() {
			out[page] = d.Common().Header
		}
	}
	return out
}

// picture draws one, unless it is there from before.
func (s *Server) picture(ctx context.Context, l *product.Live, id string) ([]byte, error) {
	mark := ""
	for _, v := range l.Views {
		if v.ID == id {
			mark = v.Mark
		}
	}
	if mark == "" {
		return nil, fmt.Errorf("%w: this map has no picture %s", errNotThere, id)
	}
	return s.pictures.get(ctx, id+" "+mark, func(ctx context.Context) (content []byte, err error) {
		err = s.guard("this picture", func() error {
			content, err = l.Draw(ctx, s.options.Pen, id)
			return err
		})
		return content, err
	})
}

var errNotThere = errors.New("not there")

// pictures are those that were drawn, the newest of many. Several who want one at the same time wait for one drawing.
type pictures struct {
	mu    sync.Mutex
	drawn map[string]*drawing
	order []string
}

type drawing struct {
	done    chan struct{}
	content []byte
	err     error
}

// maxPictures bounds how many are kept.
const maxPictures = 400

func (p *pictures) get(ctx context.Context, key string, draw func(context.Context) ([]byte, error)) ([]byte, error) {
	p.mu.Lock()
	d := p.drawn[key]
	if d == nil {
		d = &drawing{done: make(chan struct{})}
		if p.drawn == nil {
			p.drawn = map[string]*drawing{}
		}
		p.drawn[key] = d
		if p.order = append(p.order, key); len(p.order) > maxPictures {
			delete(p.drawn, p.order[0])
			p.order = p.order[1:]
		}
		go func() { // whoever asked first may have gone away; the others still want it
			d.content, d.err = draw(context.WithoutCancel(ctx))
			if d.err != nil {
				p.forget(key)
			}
			close(d.done)
		}()
	}
	p.mu.Unlock()
	select {
	case <-d.done:
		return d.content, d.err
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

// forget drops what could not be drawn, so that it is tried again.
func (p *pictures) forget(key string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	delete(p.drawn, key)
}

// sentence is a text as a whole sentence.
func sentence(text string) string {
	if text == "" {
		return ""
	}
	return strings.ToUpper(text[:1]) + strings.TrimSuffix(text[1:], ".") + "."
}
