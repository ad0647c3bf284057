package loggen

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"encoding/xml"
	"fmt"
	"io"
	"strconv"
	"time"
)

// Header names the columns of CSV, and the keys of JSON Lines.
var Header = []string{"number", "updated_at", "update_no", "activity", "status", "assignment_group", "updated_by", "priority", "cmdb_ci", "log_link"}

func (r Row) cells(layout string) []string {
	return []string{r.Case, r.At.Format(layout), strconv.Itoa(r.Number), r.Activity, r.Status, r.Group, r.Actor, r.Priority, r.CI, r.Log}
}

// CSV writes rows with the delimiter and the layout of times given, in UTC.
func CSV(w io.Writer, rows []Row, delimiter rune, layout string) error {
	out := csv.NewWriter(w)
	out.Comma = delimiter
	_ = out.Write(Header)
	for _, r := range rows {
		_ = out.Write(r.cells(layout))
	}
	out.Flush()
	return out.Error()
}

// JSONL writes an object a line.
func JSONL(w io.Writer, rows []Row) error {
	enc := json.NewEncoder(w)
	for _, r := range rows {
		object := map[string]any{}
		for k, cell := range r.cells(time.RFC3339) {
			if cell != "" {
				object[Header[k]] = cell
			}
		}
		object["update_no"] = r.Number
		if err := enc.Encode(object); err != nil {
			return err
		}
	}
	return nil
}

// attributes are those of an event in XES and OCEL, by key.
func (r Row) attributes() [][2]string {
	return [][2]string{
		{"concept:name", r.Activity}, {"lifecycle:transition", r.Status}, {"org:group", r.Group}, {"org:resource", r.Actor},
		{"priority", r.Priority}, {"update_no", strconv.Itoa(r.Number)}, {"cmdb_ci", r.CI}, {"log_link", r.Log},
	}
}

// XES writes rows that are sorted by case.
func XES(w io.Writer, rows []Row) error {
	var b bytes.Buffer
	b.WriteString("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<log xes.version=\"1849-2016\" xmlns=\"http://www.xes-standard.org/\">\n")
	escape := func(s string) string {
		var out bytes.Buffer
		_ = xml.EscapeText(&out, []byte(s))
		return out.String()
	}
	last := ""
	for k, r := range rows {
		if r.Case != last || k == 0 {
			if k > 0 {
				b.WriteString("\t</trace>\n")
			}
			fmt.Fprintf(&b, "\t<trace>\n\t\t<string key=\"concept:name\" value=\"%s\"/>\n", escape(r.Case))
			last = r.Case
		}
		b.WriteString("\t\t<event>\n")
		for _, a := range r.attributes() {
			if a[1] != "" {
				fmt.Fprintf(&b, "\t\t\t<string key=\"%s\" value=\"%s\"/>\n", a[0], escape(a[1]))
			}
		}
		fmt.Fprintf(&b, "\t\t\t<date key=\"time:timestamp\" value=\"%s\"/>\n\t\t</event>\n", r.At.Format(time.RFC3339))
		if b.Len() > 1<<20 {
			if _, err := b.WriteTo(w); err != nil {
				return err
			}
		}
	}
	if len(rows) > 0 {
		b.WriteString("\t</trace>\n")
	}
	b.WriteString("</log>\n")
	_, err := b.WriteTo(w)
	return err
}

// OCEL writes rows as OCEL 2.0 JSON: every case is an object of type incident.
func OCEL(w io.Writer, rows []Row) error {
	type attribute struct {
		Name  string `json:"name"`
		Value string `json:"value"`
	}
	type relation struct {
		Object    string `json:"objectId"`
		Qualifier string `json:"qualifier"`
	}
	type event struct {
		ID            string      `json:"id"`
		Type          string      `json:"type"`
		Time          string      `json:"time"`
		Attributes    []attribute `json:"attributes"`
		Relationships []relation  `json:"relationships"`
	}
	type object struct {
		ID         string      `json:"id"`
		Type       string      `json:"type"`
		Attributes []attribute `json:"attributes"`
	}
	log := struct {
		ObjectTypes []map[string]any `json:"objectTypes"`
		EventTypes  []map[string]any `json:"eventTypes"`
		Events      []event          `json:"events"`
		Objects     []object         `json:"objects"`
	}{ObjectTypes: []map[string]any{{"name": "incident"}}}
	seen := map[string]bool{}
	for k, r := range rows {
		e := event{ID: fmt.Sprintf("e%d", k), Type: r.Activity, Time: r.At.Format(time.RFC3339), Relationships: []relation{{r.Case, "of"}}}
		for _, a := range r.attributes()[1:] {
			if a[1] != "" {
				e.Attributes = append(e.Attributes, attribute{a[0], a[1]})
			}
		}
		log.Events = append(log.Events, e)
		if !seen[r.Case] {
			seen[r.Case] = true
			log.Objects = append(log.Objects, object{ID: r.Case, Type: "incident"})
		}
	}
	return json.NewEncoder(w).Encode(log)
}
