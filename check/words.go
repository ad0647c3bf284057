package check

import (
	"fmt"
	"strings"

	"handoff/lang"
	"handoff/lang/finding"
)

// Words that all rules use, so that findings sound alike.

// Name is how a finding's text names a block: by its address, as code.
func Name(d lang.Declaration) string { return "`" + d.Common().Address() + "`" }

// Related points at a block's header, or its label where there is one.
func Related(message string, d lang.Declaration) finding.Related {
	b := d.Common()
	return finding.Related{Message: message, Address: b.Address(), Range: Header(d)}
}

// Header is where a finding about a whole block points: its header.
func Header(d lang.Declaration) finding.Range {
	b := d.Common()
	if b.Header.IsZero() {
		return b.NameRange
	}
	return b.Header
}

// List joins names: "a", "a and b", "a, b and c"; of more than five it tells the first four and how many more there are.
func List(names []string) string {
	switch n := len(names); {
	case n == 0:
		return ""
	case n == 1:
		return names[0]
	case n > 5:
		return fmt.Sprintf("%s and %d more", strings.Join(names[:4], ", "), n-4)
	default:
		return strings.Join(names[:n-1], ", ") + " and " + names[n-1]
	}
}

// Names lists blocks.
func Names[D lang.Declaration](list []D) string {
	names := make([]string, len(list))
	for k, d := range list {
		names[k] = Name(d)
	}
	return List(names)
}

// Count is "1 step", "3 steps".
func Count(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}
