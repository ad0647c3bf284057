package random

import (
	"fmt"
	"slices"

	"handoff/lang/types"
)

// who declares calendars, teams and roles, and the systems they work with.
func (w *world) who() {
	w.calendars = []string{"calendar.always"}
	for range w.IntN(3) {
		b := named("calendar", w.name("calendar"))
		w.common(b)
		if w.chance(70) {
			b.set("timezone", types.Quote(w.one("Europe/Zurich", "America/New_York", "Asia/Kolkata", "UTC", "Australia/Lord_Howe")))
		}
		days := func() string {
			return list(quoted(w.one2([]string{"mon", "tue", "wed", "thu", "fri"}, []string{"sat", "sun"}, []string{"mon"})))
		}
		hours := func() string { return types.Quote(w.one("08:00-18:00", "22:00-06:00", "00:00-24:00", "09:30-10:15")) }
		if w.chance(60) {
			b.set("days", days())
			b.set("hours", hours())
		} else {
			for range 1 + w.IntN(2) {
				window := b.add("window")
				window.set("days", days())
				window.set("hours", hours())
			}
		}
		if w.chance(40) {
			b.set("holidays", list(quoted([]string{"2026-12-25", "2027-01-01"})))
		}
		w.calendars = append(w.calendars, w.declare(b))
	}
	var teams, roles []*block
	for range 1 + w.IntN(4) {
		b := named("team", w.name("team"))
		w.common(b)
		if len(w.teams) > 0 && w.chance(30) {
			b.set("parent", w.one(w.teams...))
		}
		if w.chance(50) {
			b.set("calendar", w.one(w.calendars...))
		}
		if w.chance(15) {
			b.set("external", w.flag())
		}
		w.contact(b)
		w.teams = append(w.teams, w.declare(b))
		teams = append(teams, b)
	}
	for range 2 + w.IntN(5) {
		b := named("role", w.name("role"))
		w.common(b)
		if w.chance(85) {
			b.set("team", w.oneOrList(w.teams, 2))
		}
		if w.chance(20) {
			b.set("calendar", w.one(w.calendars...))
		}
		if w.chance(6) {
			b.set("retired", w.flag())
		}
		w.contact(b)
		w.roles = append(w.roles, w.declare(b))
		roles = append(roles, b)
	}
	for k, b := range roles {
		if w.chance(50) {
			b.set("deputy", w.one(append(slices.Clone(w.teams), w.roles[:k]...)...))
		}
		if k > 0 && w.chance(40) {
			b.set("reports_to", w.roles[w.IntN(k)])
		}
	}
	for _, b := range teams {
		if w.chance(50) {
			b.set("lead", w.one(w.roles...))
		}
	}
	w.people = append(append([]string{}, w.roles...), w.roles...)
	w.people = append(w.people, w.teams...)
	for range 1 + w.IntN(3) {
		b := named("system", w.name("system"))
		w.common(b)
		if w.chance(70) {
			b.set("kind", types.Quote(w.one("itsm", "monitoring", "logging", "ci_cd", "cmdb", "chat", "queue", "api", "fax <b>")))
		}
		if w.chance(70) {
			b.set("owner", w.person())
		}
		if w.chance(40) {
			b.set("url", types.Quote("https://"+fmt.Sprint(w.IntN(9))+".example/"))
		}
		if w.chance(20) {
			b.set("exclusive", w.flag())
		}
		if w.chance(40) {
			b.set("fallback", w.prose())
		}
		w.systems = append(w.systems, w.declare(b))
	}
}

func (w *world) one2(of ...[]string) []string { return of[w.IntN(len(of))] }

func (w *world) person() string { return w.one(w.people...) }

func (w *world) contact(b *block) {
	if !w.chance(40) {
		return
	}
	c := b.add("contact")
	for _, way := range w.some([]string{"chat", "email", "phone", "on_call", "page"}, 5) {
		c.set(way, types.Quote(w.one("#desk", "desk@example.org", "+41 44 000 00 00", "https://oncall.example/x", "https://page.example/<x>")))
	}
}
