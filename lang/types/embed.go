package types

// A schema document inside another: under a name of its own, with references that lead to the right place.

import (
	"net/url"
	"strings"
)

// url is the name a document has inside an exported schema and in the validator. Nothing is ever loaded from it.
func (d *Document) url() string {
	return "handoff:///" + strings.ReplaceAll(url.PathEscape(d.File), "%2F", "/")
}

// pointer is the JSON pointer to a node of the document, as a fragment.
func (d *Document) pointer(target *node) string {
	var find func(n *node, path string) string
	find = func(n *node, path string) string {
		if n == target {
			return path
		}
		for _, m := range n.members {
			if m.value.start <= target.start && target.end <= m.value.end {
				if p := find(m.value, path+"/"+url.PathEscape(escapePointer(m.key))); p != "" {
					return p
				}
			}
		}
		for i, item := range n.items {
			if item.start <= target.start && target.end <= item.end {
				if p := find(item, path+"/"+itoa(i)); p != "" {
					return p
				}
			}
		}
		return ""
	}
	return find(d.root, "#")
}

// drafts are the schema languages the validator knows.
var drafts = []string{
	"json-schema.org/draft-04/schema", "json-schema.org/draft-06/schema", "json-schema.org/draft-07/schema",
	"json-schema.org/draft/2019-09/schema", "json-schema.org/draft/2020-12/schema",
}

// embedded is the document under the $id given. An unknown $schema is taken for the draft whose grammar the document follows.
func (d *Document) embedded(id string) *node {
	if d.root.kind != '{' {
		return d.root
	}
	out := object("$id", text(id))
	draft := ""
	written := d.root.get("$schema").str()
	for _, known := range drafts {
		if strings.Contains(written, known) {
			draft = written
		}
	}
	if draft == "" && d.old(d.root) {
		draft = "http://json-schema.org/draft-04/schema#"
	}
	if strings.Contains(draft, "draft-04") {
		out = object("id", text(id))
	}
	if draft != "" {
		out.set("$schema", text(draft))
	}
	for _, m := range d.root.members {
		if m.key != "$id" && m.key != "id" && m.key != "$schema" && m.key != "self" {
			out.set(m.key, d.local(m.value, m.key))
		}
	}
	return out
}

// old reports grammar that only drafts before 2020-12 allow.
func (d *Document) old(n *node) bool {
	if items := n.get("items"); items != nil && items.kind == '[' {
		return true
	}
	if ex := n.get("exclusiveMinimum"); ex != nil && ex.kind == 'b' {
		return true
	}
	if ex := n.get("exclusiveMaximum"); ex != nil && ex.kind == 'b' {
		return true
	}
	for _, m := range n.members {
		if d.old(m.value) {
			return true
		}
	}
	for _, item := range n.items {
		if d.old(item) {
			return true
		}
	}
	return false
}

// local is n with references to the document by its full $id shortened to fragments.
func (d *Document) local(n *node, key string) *node {
	return rewrite(n, key, func(ref string) string {
		doc, fragment, _ := strings.Cut(ref, "#")
		base := strings.TrimSuffix(d.base, "#")
		if doc != "" && base != "" && (doc == base || resolveURL(base, doc) == base) {
			return "#" + fragment
		}
		return ref
	})
}

// absolute is n with references into the document made complete, to stand outside it; url is where the document is found.
func (d *Document) absolute(url, key string, n *node) *node {
	return rewrite(d.local(n, key), key, func(ref string) string {
		if strings.HasPrefix(ref, "#") {
			return url + ref
		}
		return ref
	})
}

// rewrite changes every $ref in n; key is the member n is the value of.
func rewrite(n *node, key string, change func(string) string) *node {
	switch {
	case n.kind == '"' && key == "$ref":
		return text(change(n.text))
	case n.kind == '{':
		cp := n.clone()
		for i, m := range cp.members {
			if m.key != "enum" && m.key != "const" && m.key != "examples" && m.key != "default" {
				cp.members[i].value = rewrite(m.value, m.key, change)
			}
		}
		return cp
	case n.kind == '[':
		cp := *n
		cp.items = nil
		for _, item := range n.items {
			cp.items = append(cp.items, rewrite(item, "", change))
		}
		return &cp
	}
	return n
}
