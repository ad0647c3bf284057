package random

import (
	"fmt"
	"slices"

	"handoff/lang/types"
)

// when is for declarations that only refer to what is there by then.
func (w *world) when() {
	b := &block{header: "locals"}
	b.set("words", types.Quote(w.phrase()))
	b.set("short", types.Quote(w.one("15m", "1h")))
	b.set("numbers", "[1, 2.5, true, null]")
	b.set("more", "{ a = local.words, b = local.numbers }")
	w.declare(b)
}

// govern declares services, figures, improvements and renames.
func (w *world) govern() {
	for k, h := range w.interfaces {
		if !w.chance(40) || k > 3 {
			continue
		}
		b := named("service", w.name("service"))
		w.common(b)
		flow := []string{h.address()}
		for _, next := range w.interfaces {
			if next != h && next.from == h.to && w.chance(60) {
				flow = append(flow, next.address())
			}
		}
		b.set("flow", list(flow))
		for _, name := range []string{"owner", "integrator", "emergency"} {
			if w.chance(60) {
				b.set(name, w.person())
			}
		}
		if w.chance(50) {
			b.set("start", h.from.address())
		}
		w.sla(b, 60, h.of, h.of.name, append(slices.Clone(w.events), w.milestones...)...)
		w.services = append(w.services, w.declare(b))
	}
	of := append([]string{}, w.services...)
	for _, p := range w.processes {
		of = append(of, p.address())
		for _, s := range p.steps {
			of = append(of, p.part("step."+s))
		}
	}
	for _, h := range w.interfaces {
		of = append(of, h.address())
	}
	for range w.IntN(4) {
		b := named("kpi", w.name("kpi"))
		w.common(b)
		b.set("metric", types.Quote(w.one("lead_time", "handoff_wait", "touch_wait", "handback_rate", "ping_pong_rate", "reassignments", "sla_compliance", "automation_rate", "error_rate", "handoff_count", "happiness <b>")))
		if w.chance(80) {
			b.set("of", w.oneOrList(of, 2))
		}
		if w.chance(60) {
			b.set("target", types.Quote(w.one("<= 30m", ">= 95 %", "p90 <= 4h", "mean <= 2d", "< 3", "better")))
		}
		if w.chance(60) {
			b.set("owner", w.oneOrList(w.people, 2))
		}
		if w.chance(40) {
			b.set("source", w.one(w.systems...))
		}
		if w.chance(40) {
			b.set("definition", w.prose())
			b.set("unit", types.Quote(w.one("h", "%", "cases")))
		}
		w.kpis = append(w.kpis, w.declare(b))
	}
	for range w.IntN(3) {
		b := named("improvement", w.name("improvement"))
		w.common(b)
		b.set("of", w.oneOrList(append(of, w.systems...), 2))
		if len(w.kpis) > 0 && w.chance(60) {
			b.set("kpi", w.oneOrList(w.kpis, 2))
		}
		if w.chance(60) {
			b.set("owner", w.person())
		}
		if w.chance(60) {
			b.set("due", w.date())
		}
		if w.chance(60) {
			b.set("status", types.Quote(w.one("planned", "in_progress", "done", "dropped")))
		}
		w.improvements = append(w.improvements, w.declare(b))
	}
	if w.chance(30) {
		b := &block{header: "moved"}
		b.set("from", w.one("process.old_name", "process.older"))
		b.set("to", w.processes[0].address())
		w.declare(b)
	}
}

// demand is the condition of a house rule, and what it says.
type demand struct{ each, when, require, message string }

var demands = []demand{
	{"interface", `each.sla.acknowledge != null ? each.sla.acknowledge <= duration("15m") : false`, `each.mode == "automated"`, `"${each.address} promises ${text(each.sla.acknowledge)} but is ${each.mode}"`},
	{"artifact", "", "each.steward != null", `"${each.address} has no steward"`},
	{"process", "", "each.title != null", `"untitled <b>: ${each.name}"`},
	{"step", "each.within != null", `each.within <= duration("2d")`, `"${text(each.within)} is long"`},
	{"role", "", "each.deputy != null", `"no deputy: ${text(each.title)}"`},
	{"system", "", `each.kind != null ? contains(["itsm", "api"], each.kind) : true`, `"what is ${text(each.kind)}?"`},
	{"team", "", "each.contact.email != null", `upper("${each.name} | x")`},
	{"kpi", "", "each.target != null", `format("%s has none", each.address)`},
	{"input", "", "each.requires != null", `"nothing is required by ${each.name}"`},
	{"field", "", "each.description != null", `"say what ${each.name} holds"`},
	{"service", "", "each.emergency != null", `"nobody for ${each.name}"`},
}

func (w *world) houseRules() {
	for range w.IntN(3) {
		d := demands[w.IntN(len(demands))]
		b := named("rule", w.name("rule"))
		w.common(b)
		b.set("each", types.Quote(d.each))
		if d.when != "" {
			b.set("when", d.when)
		}
		b.set("require", d.require)
		b.set("message", d.message)
		if w.chance(60) {
			b.set("severity", types.Quote(w.one("error", "warning", "info")))
		}
		w.declare(b)
	}
}

// settings writes handoff.hcl.
func (w *world) settings() {
	if w.chance(30) && w.foreign == nil {
		return
	}
	space := &block{header: "workspace"}
	space.set("name", types.Quote(w.phrase()+" map"))
	if w.chance(10) {
		space.set("imports", `["../elsewhere"]`)
	}
	blocks := []*block{space}
	if w.chance(60) {
		c := &block{header: "check"}
		if w.chance(60) {
			c.set("preset", types.Quote(w.one("correctness", "recommended", "strict")))
		}
		if w.chance(40) {
			c.set("edition", types.Quote("2026-11"))
		}
		if w.chance(40) {
			c.set("fail_on", types.Quote(w.one("error", "warning", "info")))
		}
		if w.chance(40) {
			r := c.add(`rule "style/*"`)
			r.set("severity", types.Quote(w.one("error", "warning", "info", "off")))
			if w.chance(50) {
				r.set("paths", list(quoted(w.some([]string{"teams", "**/*.handoff.hcl", "störung/*"}, 2))))
			}
		}
		if w.chance(40) {
			c.add(`rule "coordination/too-many-handoffs"`).set("max", fmt.Sprint(1+w.IntN(4)))
		}
		blocks = append(blocks, c)
	}
	if w.chance(60) {
		d := &block{header: "docs"}
		if w.chance(50) {
			d.set("title", types.Quote(w.phrase()+" handbook"))
		}
		if w.chance(50) {
			d.set("source", types.Quote("https://git.example/map/blob/main/{file}#L{line}"))
		}
		if w.chance(30) {
			d.set("flavor", types.Quote(w.one("markdown", "github", "gitlab", "azure", "mkdocs", "docusaurus", "confluence", "mark", "html")))
		}
		if w.chance(30) {
			d.set("audience", types.Quote(w.one("internal", "public")))
			d.set("leave_out", `["Ada Lovelace"]`)
		}
		blocks = append(blocks, d)
	}
	if w.chance(40) {
		blocks = append(blocks, w.source())
	}
	out := ""
	for _, b := range blocks {
		out += w.written(b)
	}
	w.file("handoff.hcl", out)
}

func (w *world) source() *block {
	b := named("source", "log")
	optional := func(percent int, name string, value func() string) {
		if w.chance(percent) {
			b.set(name, value())
		}
	}
	words := func() string { return list(quoted(w.some([]string{"Queued", "In work", "störung", "<b>"}, 3))) }
	optional(40, "format", func() string { return types.Quote(w.one("csv", "xes", "ocel", "jsonl")) })
	optional(30, "delimiter", func() string { return types.Quote(w.one(";", ",", "|")) })
	optional(30, "encoding", func() string { return types.Quote(w.one("utf-8", "windows-1252", "utf-16le")) })
	optional(30, "timezone", func() string { return types.Quote("Europe/Zurich") })
	optional(30, "time_layout", func() string { return types.Quote(w.one("DD.MM.YYYY HH:mm:ss", "unix", "unix_ms")) })
	optional(30, "null", func() string { return list([]string{`"-"`, `"n/a"`}) })
	optional(30, "order", func() string { return types.Quote(w.one("case", "time")) })
	p, a := w.processes[w.IntN(len(w.processes))], w.artifacts[w.IntN(len(w.artifacts))]
	optional(50, "of", p.address)
	optional(50, "by", func() string { return types.Quote(w.one("group", "process", "step", "actor")) })
	if w.chance(60) {
		b.set("artifact", a.address())
		b.set("fields", "{ "+a.fields[1].name+` = "u_title" }`)
	}
	if len(w.interfaces) > 0 {
		optional(50, "links", func() string { return `{ "problem id" = ` + w.interfaces[0].address() + " }" })
	}
	optional(50, "groups", func() string { return `{ "NET-2" = ` + w.person() + " }" })
	if len(p.steps) > 0 {
		optional(50, "steps", func() string { return `{ "Assigned <b>" = ` + p.part("step."+p.steps[0]) + " }" })
	}
	optional(40, "priorities", func() string { return `{ "1 - Critical" = "P1" }` })
	for _, name := range []string{"queued", "accepted", "paused", "failed", "start", "stop"} {
		optional(25, name, words)
	}
	optional(30, "systems", func() string { return `["svc_*"]` })
	if w.chance(70) {
		c := b.add("columns")
		for _, name := range w.some([]string{"case", "time", "activity", "state", "group", "actor", "priority", "tie_break"}, 8) {
			c.set(name, types.Quote(name+"_x"))
		}
	}
	return b
}
