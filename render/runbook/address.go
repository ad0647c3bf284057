package runbook

// Where things are found, and how they are named in running text.

import (
	"strconv"
	"strings"

	"handoff/graph"
	"handoff/lang"
	"handoff/render/address"
)

func (s Source) line() string { return strconv.Itoa(s.Line) }

func (s Source) at() string { return s.File + ":" + s.line() }

// name is a block's title as a link to its page.
func name(d lang.Declaration) Span { return named(d, d.Common().DisplayName()) }

func named(d lang.Declaration, text string) Span {
	page, anchor := address.Of(d)
	return Span{Text: text, Page: page, Anchor: anchor}
}

// ref names what a reference names, or shows what was written where that is nothing.
func ref(r lang.Reference) Line {
	switch {
	case r.Target != nil:
		return who(r.Target)
	case r.Given():
		return say(code(r.Written))
	}
	return nil
}

func refs(list lang.References, last string) Line {
	var out []Line
	for _, r := range list {
		if l := ref(r); l != nil {
			out = append(out, l)
		}
	}
	return listed(out, last)
}

// who names anything. A system leads to where it is, if that is known: who reads of it in a hurry wants to open it.
func who(d lang.Declaration) Line {
	if s, ok := d.(*lang.System); ok && s.URL.Value != "" {
		return outside(s.DisplayName(), s.URL.Value)
	}
	return say(name(d))
}

// parts names the roles and teams of a row.
func parts(list []graph.Part, last string) Line {
	var out []Line
	for _, p := range list {
		if p.Who != nil {
			out = append(out, say(name(p.Who)))
		}
	}
	return listed(out, last)
}

// outside is a link out of the wiki; where it may not lead there, what it says and where it meant to.
func outside(label, url string) Line {
	if label == "" {
		label = url
	}
	if label == "" {
		return nil
	}
	if url != "" && escapeURL(url) == "" {
		return say(label+" (", code(url), ")")
	}
	return say(Span{Text: label, URL: url})
}

// reach says how to reach a role or team, the most urgent way first; nil if nobody has said.
func reach(d lang.Declaration) Line {
	contact, _ := graph.Contact(d)
	var ways []Line
	for _, e := range contact.Entries() {
		ways = append(ways, way(e[0], e[1]))
	}
	return separated(ways, ", ")
}

func way(channel, value string) Line {
	switch {
	case channel == "E-mail" && escapeURL("mailto:"+value) != "":
		return say("mail ", Span{Text: value, URL: "mailto:" + value})
	case escapeURL(value) != "":
		return say(Span{Text: strings.ToLower(channel), URL: value})
	}
	return say(strings.ToLower(channel) + " " + value)
}

// whoAndHow names a role or team with the way to reach it.
func whoAndHow(d lang.Declaration) Line {
	if how := reach(d); how != nil {
		return say(name(d), " (", how, ")")
	}
	return say(name(d))
}
