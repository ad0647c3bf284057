package site

import (
	"crypto/sha256"
	"embed"
	"encoding/base64"
	"strings"
)

// The bundle: small files of styles and scripts, joined into one style sheet and one script for each of the two kinds of page. What both need is one
// file, listed for both. There is no build step; what is here is what runs.

//go:embed assets
var assets embed.FS

func siteStyle() string { return join("", "base.css", "search.css", "site.css") }

func mapStyle() string { return join("", "base.css", "search.css", "map.css") }

// darkStyle is a sheet of its own, which applies by its media attribute: the script that chooses light or dark sets that, and need not read the rules of a
// sheet, which browsers forbid on disk.
func darkStyle() string { return join("", "dark.css") }

// onDark is when the dark sheet applies, as long as nobody has chosen. Paper is always light.
const onDark = "screen and (prefers-color-scheme: dark)"

// themeScript runs before a page is shown; all others run after it is there.
func themeScript() string { return join("", "theme.js") }

func siteScript() string {
	return script("vendor/minisearch-7.2.0.min.js", "start.js", "search.js", "site.js")
}

func mapScript(more string) string {
	return strings.TrimSuffix(script("vendor/minisearch-7.2.0.min.js", "vendor/panzoom-4.6.2.min.js",
		"start.js", "search.js", "data.js", "stage.js", "marks.js", "filters.js", "panel.js", "map.js"), end) + more + end
}

// join puts files one after the other.
func join(between string, names ...string) string {
	var b strings.Builder
	for _, name := range names {
		content, err := assets.ReadFile("assets/" + name)
		if err != nil {
			panic(err) // the list above names what is embedded
		}
		b.WriteString(strings.TrimSpace(string(content)) + "\n" + between)
	}
	return b.String()
}

// script joins libraries and our own files, which share one scope; libraries stand outside it.
func script(names ...string) string {
	var libraries, own []string
	for _, name := range names {
		if strings.HasPrefix(name, "vendor/") {
			libraries = append(libraries, name)
		} else {
			own = append(own, name)
		}
	}
	return join(";\n", libraries...) + "(() => {\n\"use strict\";\n" + join("", own...) + end
}

// end closes the scope of our own scripts.
const end = "})();\n"

// hashOf is how a content security policy names a script or a style sheet that stands in the page: by the hash of what it holds.
func hashOf(content string) string {
	sum := sha256.Sum256([]byte(content))
	return "'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'"
}
