package compiled

import (
	"bytes"
	"encoding/json"
	"io"
)

// object is a JSON object whose keys keep their order.
type object []member

type member struct {
	Key   string
	Value any
}

// write writes a document. Objects are written here, one level into the other: leaving them to json.Marshaler would have every level
// copied and checked again by each one above it.
func write(w io.Writer, doc object) error {
	var flat bytes.Buffer
	e := encoder{out: &flat, plain: json.NewEncoder(&flat)}
	e.plain.SetEscapeHTML(false)
	if err := e.encode(doc); err != nil {
		return err
	}
	var out bytes.Buffer
	if err := json.Indent(&out, flat.Bytes(), "", "  "); err != nil {
		return err
	}
	out.WriteByte('\n')
	_, err := w.Write(out.Bytes())
	return err
}

type encoder struct {
	out   *bytes.Buffer
	plain *json.Encoder
}

func (e encoder) encode(value any) error {
	switch v := value.(type) {
	case object:
		e.out.WriteByte('{')
		for i, m := range v {
			if i > 0 {
				e.out.WriteByte(',')
			}
			if err := e.plain.Encode(m.Key); err != nil {
				return err
			}
			e.out.WriteByte(':')
			if err := e.encode(m.Value); err != nil {
				return err
			}
		}
		e.out.WriteByte('}')
	case []object:
		e.out.WriteByte('[')
		for i, o := range v {
			if i > 0 {
				e.out.WriteByte(',')
			}
			if err := e.encode(o); err != nil {
				return err
			}
		}
		e.out.WriteByte(']')
	default:
		return e.plain.Encode(v)
	}
	return nil
}
