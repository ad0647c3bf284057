package runbook

import (
	"handoff/graph/words"
	"handoff/lang"
)

// condition says an expression; what has no words stays as it is written. The record called home goes without its name.
func condition(e lang.Expression, home string) Line {
	if !e.Given() {
		return nil
	}
	text, ok := words.Condition(e, home)
	if !ok {
		return say(code(text))
	}
	return say(text)
}
