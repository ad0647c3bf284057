package types

// Holding samples to a type. The work is done by a JSON Schema library on the schema the type prints as, so that a sample is judged
// as any other JSON Schema tool would judge it; this file only says what it finds in paths and sentences.

import (
	"bytes"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"sync"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"github.com/santhosh-tekuri/jsonschema/v6/kind"
	"golang.org/x/text/language"
	"golang.org/x/text/message"
)

// Violation is one way in which a sample fails a type.
type Violation struct {
	Path    string // "approvals[0].at"; "" for the sample as a whole
	Message string // "is required and missing", to be read after the path
}

func (v Violation) String() string {
	if v.Path == "" {
		return "the sample " + v.Message
	}
	return v.Path + " " + v.Message
}

// Validator holds samples to one type. It is safe for use by several goroutines.
type Validator struct {
	schema *jsonschema.Schema
	mu     sync.Mutex // one sample at a time, since steps are counted for the schema
	steps  *steps
}

// NewValidator prepares a type for validation. It fails only where a schema document the type comes from is itself no valid schema.
func NewValidator(t *Type) (*Validator, error) {
	count := new(steps)
	s, err := compile("handoff:///type", JSONSchema(t, ""), count)
	if err != nil {
		return nil, err
	}
	return &Validator{schema: s, steps: count}, nil
}

// compiles reports what the library says against the document.
func (d *Document) compiles() error {
	_, err := compile(d.url(), []byte(d.embedded(d.url()).compact()), new(steps))
	return err
}

// nothing refuses to load: what a schema refers to must stand in it.
type nothing struct{}

func (nothing) Load(url string) (any, error) { return nil, fmt.Errorf("%s is not loaded", url) }

func compile(url string, src []byte, count *steps) (*jsonschema.Schema, error) {
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(src))
	if err != nil {
		return nil, err
	}
	if !measurable(doc) {
		return nil, fmt.Errorf("%s %s", immeasurable(doc, ""), beyondMeasure)
	}
	c := jsonschema.NewCompiler()
	c.RegisterVocabulary(&jsonschema.Vocabulary{URL: "handoff:///steps", Compile: func(*jsonschema.CompilerContext, map[string]any) (jsonschema.SchemaExt, error) { return count, nil }})
	c.AssertVocabs()
	c.DefaultDraft(jsonschema.Draft2020)
	c.UseLoader(nothing{})
	c.AssertFormat()
	for _, f := range formats {
		c.RegisterFormat(&jsonschema.Format{Name: f.name, Validate: func(v any) error {
			if s, ok := v.(string); ok && !wellFormed(f.kind, s) {
				return errors.New("not a " + f.name)
			}
			return nil
		}})
	}
	// The library's check of this one refuses the operators of RFC 6570, such as {/member}, which real schemas are full of.
	c.RegisterFormat(&jsonschema.Format{Name: "uri-template", Validate: func(any) error { return nil }})
	if err := c.AddResource(url, doc); err != nil {
		return nil, plainError(err)
	}
	s, err := c.Compile(url)
	if err != nil {
		return nil, plainError(err)
	}
	return s, nil
}

// plainError puts an error of the library, which may take many lines, into one.
func plainError(err error) error {
	var invalid *jsonschema.SchemaValidationError
	if errors.As(err, &invalid) {
		var inner *jsonschema.ValidationError
		if errors.As(invalid.Err, &inner) {
			var all []string
			for _, v := range violations(inner, nil) {
				all = append(all, v.String())
			}
			return errors.New(strings.Join(first(all, 3), "; "))
		}
	}
	return errors.New(strings.Join(strings.Fields(err.Error()), " "))
}

// ValidateJSON holds one JSON text to the type. The error is for a text that is no JSON.
func (v *Validator) ValidateJSON(src []byte) ([]Violation, error) {
	sample, err := jsonschema.UnmarshalJSON(bytes.NewReader(src))
	if err != nil {
		return nil, err
	}
	return v.Validate(sample), nil
}

// Validate holds a decoded sample (maps, slices, strings, numbers, bools, nil) to the type, and lists every violation.
func (v *Validator) Validate(sample any) []Violation {
	if !measurable(sample) {
		return []Violation{{immeasurable(sample, ""), beyondMeasure}}
	}
	err := v.validate(sample)
	if err == nil {
		return nil
	}
	var invalid *jsonschema.ValidationError
	if !errors.As(err, &invalid) {
		return []Violation{{Message: strings.Join(strings.Fields(err.Error()), " ")}}
	}
	out := violations(invalid, sample)
	slices.SortStableFunc(out, func(a, b Violation) int {
		if c := strings.Compare(a.Path, b.Path); c != 0 {
			return c
		}
		return strings.Compare(a.Message, b.Message)
	})
	return slices.Compact(out)
}

// violations lists the leaves of an error.
func violations(e *jsonschema.ValidationError, sample any) []Violation {
	path := samplePath(e.InstanceLocation, sample)
	switch k := e.ErrorKind.(type) {
	case *kind.AnyOf, *kind.OneOf:
		if len(e.Causes) > 0 {
			return nearest(e, path, sample)
		}
	case *kind.Required:
		var out []Violation
		for _, name := range k.Missing {
			out = append(out, Violation{joinPath(path, name), "is required and missing"})
		}
		return out
	case *kind.AdditionalProperties:
		var out []Violation
		for _, name := range slices.Sorted(slices.Values(k.Properties)) {
			out = append(out, Violation{joinPath(path, name), "is not allowed"})
		}
		return out
	}
	if len(e.Causes) == 0 {
		return []Violation{{path, sentence(e)}}
	}
	var out []Violation
	for _, cause := range e.Causes {
		out = append(out, violations(cause, sample)...)
	}
	return out
}

// nearest reports the alternative a sample was most likely meant to be: the only one of the right sort.
func nearest(e *jsonschema.ValidationError, path string, sample any) []Violation {
	var right []*jsonschema.ValidationError
	var wanted []string
	for _, cause := range e.Causes {
		if want := wrongSort(cause, e.InstanceLocation); want != nil {
			wanted = append(wanted, want...)
		} else {
			right = append(right, cause)
		}
	}
	switch {
	case len(right) == 1:
		return violations(right[0], sample)
	case len(right) == 0 && len(wanted) > 0:
		return []Violation{{path, "should be " + sorts(wanted)}}
	}
	return []Violation{{path, fmt.Sprintf("fits none of %d alternatives", len(e.Causes))}}
}

// wrongSort returns the sorts of value an alternative wants, if it fails because the sample is of another sort altogether.
func wrongSort(e *jsonschema.ValidationError, at []string) []string {
	if k, ok := e.ErrorKind.(*kind.Type); ok && slices.Equal(e.InstanceLocation, at) {
		return k.Want
	}
	for _, cause := range e.Causes {
		if want := wrongSort(cause, at); want != nil {
			return want
		}
	}
	return nil
}

// sorts lists sorts of value, null after the others.
func sorts(list []string) string {
	out := slices.Clone(list)
	slices.SortStableFunc(out, func(a, b string) int {
		switch {
		case a == "null" && b != "null":
			return 1
		case b == "null" && a != "null":
			return -1
		}
		return 0
	})
	return strings.Join(slices.Compact(out), " or ")
}

// sentence is what one leaf says.
func sentence(e *jsonschema.ValidationError) string {
	switch k := e.ErrorKind.(type) {
	case *kind.Type:
		return "should be " + sorts(k.Want) + ", and is " + k.Got
	case *kind.Enum:
		var values []string
		for _, w := range k.Want {
			values = append(values, shown(w))
		}
		return "is " + shown(k.Got) + ", and should be one of " + strings.Join(first(values, 8), ", ")
	case *kind.Const:
		return "is " + shown(k.Got) + ", and should be " + shown(k.Want)
	case *kind.Format:
		return "is " + shown(k.Got) + ", which is no " + k.Want
	case *kind.FalseSchema:
		return "is not allowed"
	}
	if words := outOfBounds(e.ErrorKind); words != "" {
		return words
	}
	return "is wrong: " + e.ErrorKind.LocalizedString(message.NewPrinter(language.English))
}

func shown(v any) string {
	switch v := v.(type) {
	case string:
		return short(jsonText(v))
	case nil:
		return "null"
	case map[string]any:
		return "an object"
	case []any:
		return "an array"
	}
	return short(fmt.Sprint(v))
}

// samplePath prints a location. Whether a step is an index or a name that looks like one, the sample says.
func samplePath(steps []string, sample any) string {
	path := ""
	for _, step := range steps {
		switch at := sample.(type) {
		case []any:
			path += "[" + step + "]"
			sample = nil
			if i, err := strconv.Atoi(step); err == nil && i >= 0 && i < len(at) {
				sample = at[i]
			}
		case map[string]any:
			path = joinPath(path, step)
			sample = at[step]
		default:
			path = joinPath(path, step)
			sample = nil
		}
	}
	return path
}

func joinPath(path, name string) string {
	if name == "" || strings.ContainsAny(name, ".[] \"") {
		return path + "[" + jsonText(name) + "]"
	}
	if path == "" {
		return name
	}
	return path + "." + name
}
