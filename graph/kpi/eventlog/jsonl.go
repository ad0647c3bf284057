package eventlog

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"strconv"
)

// jsonl reads a JSON object a line. A column "a.b" is key b of the object under a, unless there is a key "a.b".
func (r *reading) jsonl() error {
	if r.spec.Columns.Case == "" || r.spec.Columns.Time == "" {
		return r.fatal(1, 0, "which keys hold the case and the time is not said")
	}
	in := bufio.NewReaderSize(r.in, blockSize)
	var long []byte // of a line that is longer than what is read at once
	var early []pending
	const sampled = 500
	wanted := newSlots(r.spec)
	line := 0
	for {
		text, err := in.ReadSlice('\n')
		for long = long[:0]; err == bufio.ErrBufferFull || len(long) > 0; text, err = in.ReadSlice('\n') {
			if long = append(long, text...); err != bufio.ErrBufferFull {
				text = long
				break
			}
			if len(long) > maxRecord {
				return r.fatal(line+1, 0, "this line is longer than %d MB", maxRecord>>20)
			}
		}
		if err != nil && err != io.EOF {
			return fmt.Errorf("%s: %w", r.name, err)
		}
		last := err == io.EOF
		line++
		if text = bytes.TrimSpace(text); len(text) > 0 {
			if problem := noObject(text); problem != nil {
				if err := r.broken(line, jsonColumn(problem, text), "this is no JSON object: %s", ofJSON(problem)); err != nil {
					return err
				}
			} else if r.clock == nil { // how times are written is settled by the first lines
				early = append(early, pending{line, bytes.Clone(text)})
			} else if err := r.object(line, text, wanted); err != nil {
				return err
			}
		}
		if r.clock == nil && (last || len(early) >= sampled) {
			var samples []string
			for _, p := range early {
				wanted.object(p.object)
				if text := jsonWord(wanted.values[slotTime]); len(text) > 0 {
					samples = append(samples, valid(text))
				}
			}
			if err := r.setLayout(samples); err != nil {
				return err
			}
			for _, p := range early {
				if err := r.object(p.line, p.object, wanted); err != nil {
					return err
				}
			}
			early = nil
		}
		if last {
			return nil
		}
	}
}

// pending is a line that waits for the layout of times.
type pending struct {
	line   int
	object []byte
}

// noObject says why a line is no JSON object; nil where it is one.
func noObject(text []byte) error {
	if text[0] == '{' && json.Valid(text) {
		return nil
	}
	var object map[string]any
	return json.Unmarshal(text, &object)
}

func (r *reading) object(line int, text []byte, wanted *slots) error {
	wanted.object(text)
	id := r.value(jsonWord(wanted.values[slotCase]))
	if len(id) == 0 {
		return r.broken(line, 0, "no case: %q is empty or missing", r.spec.Columns.Case)
	}
	var e Event
	when := r.value(jsonWord(wanted.values[slotTime]))
	t, ok := r.clock.read(when)
	if !ok {
		return r.broken(line, 0, "%s in %q is no time as %s", quote(when), r.spec.Columns.Time, r.stats.Layout)
	}
	e.Time = t
	r.fill(&e, wanted)
	return r.emit(id, &e)
}

// jsonText is a value as a word: lists and objects are there or not.
func jsonText(v any) string {
	switch v := v.(type) {
	case string:
		return v
	case json.Number:
		return v.String()
	case bool:
		return strconv.FormatBool(v)
	case []any:
		if len(v) > 0 {
			return jsonText(v[0])
		}
	case map[string]any:
		if len(v) > 0 {
			return "{…}"
		}
	}
	return ""
}

func jsonColumn(err error, text []byte) int {
	if s, ok := err.(*json.SyntaxError); ok && s.Error() != endOfJSON {
		return column(text, int(s.Offset)-1)
	}
	return 0
}
