package types

import "testing"

func BenchmarkCheck(b *testing.B) {
	w, scope := hand(b)
	logs, _ := w["problem"].Field("logs")
	into := expression(b, `incident.logs != null ? [for l in incident.logs : l] : []`)
	when := expression(b, `incident.priority == "P1" && incident.repeat_count >= 3`)
	for b.Loop() {
		Check(into, Target{Type: logs.Type, Name: "problem.logs"}, scope)
		CheckCondition(when, scope)
	}
}

func BenchmarkCompatible(b *testing.B) {
	w := newWorld(b, sample)
	for b.Loop() {
		Compatible(Of(w["incident"]), Of(w["problem"]))
		Compatible(Of(w["tree_a"]), Of(w["tree_b"]))
	}
}
