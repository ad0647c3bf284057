// Package questions answers what people ask of a map: what a change affects, how work gets from here to there, what two blocks have to do with each
// other, who answers for something, what there is. The answers come from package graph; here they are made into plain data with a place in a
// file behind every statement, and written as text, JSON or DOT. The command line and the MCP server give the same answers.
package questions

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"handoff/graph"
	"handoff/lang"
	"handoff/lang/finding"
)

// FormatVersion is raised when the JSON changes in a way that readers would notice; new keys do not count.
const FormatVersion = 1

// Answer is what came of a question.
type Answer interface {
	// None reports that there is nothing to tell: no way from here to there, nothing that relates the two, nobody who answers.
	None() bool
	text(*page)
	dot(*drawing)
}

// Block is a block of the map.
type Block struct {
	Address string `json:"address" jsonschema:"how the map and all tools name the block, such as process.incident_management"`
	Kind    string `json:"kind"`
	Title   string `json:"title" jsonschema:"what people call it"`
	Place
}

// Place is where something is written.
type Place struct {
	File string `json:"file,omitempty" jsonschema:"slash path relative to the root of the map; absent for what is built in"`
	Line int    `json:"line,omitempty" jsonschema:"counted from 1"`
}

// String is "file:line", as editors and terminals know it; "" for nowhere.
func (p Place) String() string {
	if p.File == "" {
		return ""
	}
	return fmt.Sprintf("%s:%d", p.File, p.Line)
}

// PlaceOf is where a range begins.
func PlaceOf(r lang.Range) Place { return Place{r.File, r.Start.Line} }

// BlockOf describes a block.
func BlockOf(d lang.Declaration) Block {
	c := d.Common()
	return Block{Address: c.Address(), Kind: string(c.Kind), Title: c.DisplayName(), Place: PlaceOf(c.Header)}
}

func blocks(list []lang.Declaration) []Block {
	out := []Block{}
	for _, d := range list {
		out = append(out, BlockOf(d))
	}
	return out
}

// Format is a way to write an answer.
type Format struct {
	Name  string
	Doc   string
	Write func(io.Writer, Answer) error
}

// Formats are all there are; the first is the default.
var Formats = []Format{
	{"text", "for people", func(w io.Writer, a Answer) error {
		var p page
		a.text(&p)
		_, err := io.WriteString(w, p.String())
		return err
	}},
	{"json", "for programs; format_version says when a reader would have to change", func(w io.Writer, a Answer) error {
		enc := json.NewEncoder(w)
		enc.SetEscapeHTML(false)
		enc.SetIndent("", "  ")
		return enc.Encode(a)
	}},
	{"dot", "a picture, for Graphviz", func(w io.Writer, a Answer) error {
		var d drawing
		a.dot(&d)
		_, err := io.WriteString(w, d.String())
		return err
	}},
}

// FormatNamed finds a format.
func FormatNamed(name string) (Format, error) {
	var names []string
	for _, f := range Formats {
		if f.Name == name {
			return f, nil
		}
		names = append(names, f.Name)
	}
	return Format{}, fmt.Errorf("no format %q%s; there are: %s", name, didYouMean(name, names), strings.Join(names, ", "))
}

// Find finds the block of an address. Where only one block has that name, the name will do; else the name or title in letters of any size.
func Find(g *graph.Graph, typed string) (lang.Declaration, error) {
	if d := g.Map.Lookup(typed); d != nil {
		return d, nil
	}
	var addresses, same, titled []string
	for _, d := range g.Map.Declarations() {
		address := d.Common().Address()
		addresses = append(addresses, address)
		if d.Common().Name == typed {
			same = append(same, address)
		}
		if strings.EqualFold(d.Common().Name, typed) || strings.EqualFold(d.Common().DisplayName(), typed) {
			titled = append(titled, address)
		}
	}
	if len(same) == 0 {
		same = titled
	}
	switch {
	case typed == "":
		return nil, errors.New("an empty address names nothing; handoff graph list KIND lists what there is")
	case len(same) == 1:
		return g.Map.Lookup(same[0]), nil
	case len(same) > 1:
		return nil, fmt.Errorf("%q may be any of: %s; give the whole address", typed, some(same))
	}
	if a, field, ok := strings.Cut(typed, ".field."); ok && g.Map.Lookup(a) != nil {
		return nil, fmt.Errorf("fields are not asked about on their own: ask about %s, whose field %s is", a, field)
	}
	near := finding.Nearest(typed, addresses)
	if near == "" && !strings.Contains(typed, ".") { // a name without its kind
		var names []string
		for _, a := range addresses {
			names = append(names, a[strings.LastIndexByte(a, '.')+1:])
		}
		if name := finding.Nearest(typed, names); name != "" {
			near = addresses[slices.Index(names, name)]
		}
	}
	if near != "" {
		return nil, fmt.Errorf("no address %q (did you mean %s?)", Short(typed), near)
	}
	if kind, _, _ := strings.Cut(typed, "."); strings.Contains(typed, ".") && !slices.Contains(Kinds, kind) {
		return nil, fmt.Errorf("no address %q: it begins with no kind of block%s", Short(typed), didYouMean(kind, Kinds))
	}
	return nil, Unknown{typed}
}

// Unknown tells of an address that names nothing in the map, nor nearly so.
type Unknown struct{ Typed string }

func (u Unknown) Error() string {
	kind, _, dotted := strings.Cut(u.Typed, ".")
	if !dotted || !slices.Contains(Kinds, kind) {
		kind = "KIND"
	}
	return fmt.Sprintf("no address %q; handoff graph list %s lists what there is", Short(u.Typed), kind)
}

// Short is what was typed, or its beginning where that is too long to be read in a message.
func Short(typed string) string {
	const most = 100
	if runes := []rune(typed); len(runes) > most {
		return string(runes[:most]) + "…"
	}
	return typed
}

// some shows the first few of many.
func some(list []string) string {
	const few = 6
	if len(list) <= few {
		return strings.Join(list, ", ")
	}
	return fmt.Sprintf("%s and %d more", strings.Join(list[:few], ", "), len(list)-few)
}

func didYouMean(typed string, names []string) string {
	if near := finding.Nearest(strings.ToLower(typed), names); near != "" {
		return fmt.Sprintf(" (did you mean %s?)", near)
	}
	return ""
}

// Filter restricts an answer to a part of the map, as it was typed; what is empty does not.
type Filter struct {
	Team    string `json:"team,omitempty" jsonschema:"only what this team (name or address) runs, or has to do with"`
	Service string `json:"service,omitempty" jsonschema:"only what lies in the flow of this service (name or address)"`
	Tag     string `json:"tag,omitempty" jsonschema:"only what has this tag"`
}

// selection finds what the filter names.
func (f Filter) selection(g *graph.Graph) (graph.Selection, error) {
	out := graph.Selection{Tag: f.Tag}
	if f.Team != "" {
		d, err := named(g, lang.KindTeam, f.Team)
		if err != nil {
			return out, err
		}
		out.Team = d.(*lang.Team)
	}
	if f.Service != "" {
		d, err := named(g, lang.KindService, f.Service)
		if err != nil {
			return out, err
		}
		if out.Service = g.Service(d.(*lang.Service)); out.Service == nil {
			return out, fmt.Errorf("%s belongs to an imported map, whose flow is not known here", f.Service)
		}
	}
	if f.Tag != "" {
		var tags []string
		for _, d := range g.Map.Declarations() {
			for _, t := range d.Common().Tags.Values() {
				if strings.EqualFold(t, f.Tag) {
					return out, nil
				}
				if !slices.Contains(tags, t) {
					tags = append(tags, t)
				}
			}
		}
		if len(tags) == 0 {
			return out, fmt.Errorf("nothing has the tag %q: the map has no tags", f.Tag)
		}
		return out, fmt.Errorf("nothing has the tag %q%s; there are: %s", f.Tag, didYouMean(f.Tag, tags), some(tags))
	}
	return out, nil
}

func (f Filter) given() bool { return f != Filter{} }

// named finds a block of one kind by its name or address.
func named(g *graph.Graph, kind lang.Kind, typed string) (lang.Declaration, error) {
	prefix := string(kind) + "."
	for _, address := range []string{typed, prefix + typed} {
		if d := g.Map.Lookup(address); d != nil && d.Common().Kind == kind {
			return d, nil
		}
	}
	var names []string
	for _, d := range g.Map.Declarations() {
		if d.Common().Kind == kind {
			names = append(names, d.Common().Name)
		}
	}
	if len(names) == 0 {
		return nil, fmt.Errorf("no %s %q: the map has none", kind, typed)
	}
	return nil, fmt.Errorf("no %s %q%s; there are: %s", kind, typed, didYouMean(strings.TrimPrefix(typed, prefix), names), some(names))
}
