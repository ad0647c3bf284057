package check

import (
	"path"
	"strings"
)

// Patterns choose files by their slash paths, relative to the root of the map. Between slashes they are those of path.Match; `**` is any number
// of folders, none included; and a pattern that names a folder takes all that lies in it, as a PATH on the command line does. It is a dozen
// lines over the standard library, and needs no backtracking: every segment of the pattern is held once to every segment of the path.

// matches reports whether a pattern takes a file. A malformed pattern takes none.
func matches(pattern, file string) bool {
	wanted := strings.Split(strings.Trim(strings.TrimPrefix(pattern, "./"), "/"), "/")
	names := strings.Split(file, "/")
	// here[i] says that the pattern so far takes the first i segments of the path.
	here := make([]bool, len(names)+1)
	here[0] = true
	for _, w := range wanted {
		next := make([]bool, len(names)+1)
		for i := range here {
			switch {
			case !here[i]:
			case w == "**":
				for k := i; k <= len(names); k++ {
					next[k] = true
				}
			case i < len(names):
				if ok, err := path.Match(w, names[i]); ok && err == nil {
					next[i+1] = true
				}
			}
		}
		here = next
	}
	for _, taken := range here[1:] {
		if taken { // the file, or a folder it lies in
			return true
		}
	}
	return false
}

// malformed reports whether a pattern cannot be read.
func malformed(pattern string) bool {
	if pattern == "" || strings.HasPrefix(pattern, "/") || pattern == ".." || strings.HasPrefix(pattern, "../") {
		return true
	}
	_, err := path.Match(pattern, "")
	return err != nil
}
