package calendar

// Targets of key figures: "<= 30m", ">= 95 %", "< 5".

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"handoff/lang/lazyregexp"
)

// Target is what a key figure is to reach: an operator, and a number with its unit or a duration.
type Target struct {
	Operator string // "<=", "<", ">=", ">" or "=="
	Number   float64
	Unit     string   // what the number counts, free ("%", "tickets"); "" where nothing is said or it is a duration
	Duration Duration // elapsed time
	IsTime   bool     // the target is Duration, not Number
}

var (
	operators   = []string{"<=", "<", ">=", ">", "=="}
	targetForm  = lazyregexp.New(`^(<=|>=|==|<|>) ?(.+)$`)
	numberForm  = lazyregexp.New(`^(-?\d+(?:\.\d+)?)(?: ?(%|\p{L}[\p{L}/ ]*))?$`)
	looseTarget = lazyregexp.New(`(?s)^\s*(<=|>=|==|=<|=>|=|<|>|≤|≥|at most|at least|under|below|over|above)?\s*(.*?)\s*$`)
	meant       = map[string]string{"=<": "<=", "=>": ">=", "=": "==", "≤": "<=", "≥": ">=", "at most": "<=", "at least": ">=",
		"under": "<", "below": "<", "over": ">", "above": ">"}
)

// ParseTarget reads a target. An error is always an *Error.
func ParseTarget(text string) (Target, error) {
	target, ok := readTarget(text)
	if ok {
		return target, nil
	}
	err := &Error{
		Part: PartTarget, Length: len(text), Text: text, Summary: "bad target",
		Detail: fmt.Sprintf("%q is no target.", text),
		Help:   `A target is an operator and a figure: "<= 30m", ">= 95 %", "< 5". The operators are <=, <, >=, > and ==.`,
	}
	loose := looseTarget.FindStringSubmatch(text)
	operator, figure := loose[1], loose[2]
	if word, ok := meant[operator]; ok {
		operator = word
	}
	switch {
	case strings.TrimSpace(text) == "":
		err.Detail = "A target is an operator and a figure, and this one is empty."
	case operator == "":
		err.Detail = fmt.Sprintf("%q says no operator: is more better, or less?", text)
	case !slices.Contains(operators, loose[1]):
		err.Offset, err.Length = strings.Index(text, loose[1]), len(loose[1])
		err.Detail = fmt.Sprintf("%q is no operator.", loose[1])
	case figure == "":
		err.Detail = fmt.Sprintf("%q has no figure after its operator.", text)
	default:
		err.Offset, err.Length = strings.LastIndex(text, figure), len(figure)
		err.Detail = fmt.Sprintf("%q is neither a number nor a duration.", figure)
	}
	if operator != "" {
		if d := guess(scan(figure), false); d != "" {
			figure = d
		} else {
			figure = strings.Replace(figure, ",", ".", 1)
		}
		if _, ok := readTarget(operator + " " + figure); ok {
			err.Suggestion = operator + " " + figure
		}
	}
	return Target{}, err
}

func readTarget(text string) (Target, bool) {
	parts := targetForm.FindStringSubmatch(text)
	if parts == nil {
		return Target{}, false
	}
	target := Target{Operator: parts[1]}
	if d, err := ParseDuration(parts[2]); err == nil {
		target.Duration, target.IsTime = d, true
		return target, true
	}
	figure := numberForm.FindStringSubmatch(parts[2])
	if figure == nil || guess(scan(parts[2]), true) != "" { // "30 min" is a slip of the pen, not a number of a unit called min
		return Target{}, false
	}
	number, err := strconv.ParseFloat(figure[1], 64)
	target.Number, target.Unit = number, figure[2]
	return target, err == nil
}

// Met reports whether a measured value reaches t: in minutes where the target is a time, else in the target's unit.
func (t Target) Met(value float64) bool {
	goal := t.Number
	if t.IsTime {
		elapsed, _ := t.Duration.Elapsed()
		goal = elapsed.Minutes()
	}
	switch t.Operator {
	case "<=":
		return value <= goal
	case "<":
		return value < goal
	case ">=":
		return value >= goal
	case ">":
		return value > goal
	}
	return value == goal
}

// String returns the canonical text: "<= 30m", ">= 95 %".
func (t Target) String() string { return t.Operator + " " + t.figure(t.Duration.String()) }

// Words returns t as people say it: "at most 30 minutes", "at least 95 %".
func (t Target) Words() string {
	word := map[string]string{"<=": "at most", "<": "less than", ">=": "at least", ">": "more than", "==": "exactly"}[t.Operator]
	return word + " " + t.figure(t.Duration.Words())
}

func (t Target) figure(duration string) string {
	if t.IsTime {
		return duration
	}
	number := strconv.FormatFloat(t.Number, 'f', -1, 64)
	if t.Unit == "" {
		return number
	}
	return number + " " + t.Unit
}
