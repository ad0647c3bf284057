package records

import (
	"encoding/json"
	"strconv"
	"strings"
)

// stepsOf takes a path apart: "approvals[0].at" is approvals, 0, at; names that would read otherwise are quoted, as in ["a.b"].
func stepsOf(path string) []string {
	var out []string
	for path != "" {
		switch {
		case strings.HasPrefix(path, `["`):
			dec := json.NewDecoder(strings.NewReader(path[1:]))
			var name string
			if dec.Decode(&name) != nil {
				return out
			}
			out = append(out, name)
			path = strings.TrimPrefix(path[1+dec.InputOffset():], "]")
		case path[0] == '[':
			index, rest, _ := strings.Cut(path[1:], "]")
			out = append(out, index)
			path = rest
		default:
			path = strings.TrimPrefix(path, ".")
			end := strings.IndexAny(path, ".[")
			if end < 0 {
				end = len(path)
			}
			out = append(out, path[:end])
			path = path[end:]
		}
	}
	return out
}

// under is the path of a member below a path.
func under(path, name string) string {
	if name == "" || strings.ContainsAny(name, ".[] \"") {
		var quoted strings.Builder
		enc := json.NewEncoder(&quoted)
		enc.SetEscapeHTML(false) // as the type checker writes paths
		_ = enc.Encode(name)     // a string always encodes
		return path + "[" + strings.TrimSuffix(quoted.String(), "\n") + "]"
	}
	if path == "" {
		return name
	}
	return path + "." + name
}

// element is the path of an element below a path.
func element(path string, n int) string { return path + "[" + strconv.Itoa(n) + "]" }
