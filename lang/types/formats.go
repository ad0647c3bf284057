package types

// The texts that count as a timestamp, date, duration, uri or email: as JSON Schema's formats of these names say, and for
// durations the language's own form as well. Literals in expressions and samples are held to the same checks.

import (
	"net/mail"
	"net/url"
	"strings"
	"time"

	"handoff/lang/lazyregexp"
)

// formats are the JSON Schema formats that are types here.
var formats = []struct {
	name string
	kind Kind
}{
	{"date-time", Timestamp}, {"date", Date}, {"duration", Duration}, {"uri", URI}, {"email", Email},
}

var (
	ourDuration = lazyregexp.New(`^(\d+(\.\d+)?(s|m|h|d|w|mo|q|y))+$`)                               // 1h30m, 2d, 6mo
	isoDuration = lazyregexp.New(`^P(\d+W|(\d+Y)?(\d+M)?(\d+D)?(T(\d+H)?(\d+M)?(\d+(\.\d+)?S)?)?)$`) // RFC 3339, appendix A
	absoluteURI = lazyregexp.New(`^[A-Za-z][A-Za-z0-9+.-]*:[^\s<>"{}|\\^` + "`" + `]*$`)             // RFC 3986
	zoned       = lazyregexp.New(`^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$`)        // RFC 3339
)

// wellFormed reports whether text is a value of a text kind. An Enum's values are its own affair.
func wellFormed(k Kind, text string) bool {
	switch k {
	case Timestamp:
		text = strings.ToUpper(text)
		if !zoned.MatchString(text) {
			return false
		}
		_, err := time.Parse(time.RFC3339, strings.Replace(text, ":60", ":59", 1)) // leap seconds are legal
		return err == nil
	case Date:
		_, err := time.Parse(time.DateOnly, text)
		return err == nil
	case Duration:
		return ourDuration.MatchString(text) || isoDuration.MatchString(text) && !strings.HasSuffix(text, "P") && !strings.HasSuffix(text, "T")
	case URI:
		_, err := url.Parse(text)
		return err == nil && absoluteURI.MatchString(text)
	case Email:
		a, err := mail.ParseAddress(text)
		return err == nil && a.Address == text
	}
	return true
}

func formatOf(k Kind) string {
	for _, f := range formats {
		if f.kind == k {
			return f.name
		}
	}
	return ""
}

// formatKind is the kind of a JSON Schema format, or String.
func formatKind(name string) Kind {
	for _, f := range formats {
		if f.name == name {
			return f.kind
		}
	}
	return String
}
