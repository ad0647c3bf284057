// Package lazyregexp has regular expressions that are compiled when they are first used. A program that names fifty of them in package
// variables would else compile them all each time it starts, which takes longer than checking a small map.
package lazyregexp

import (
	"regexp"
	"sync"
)

// Regexp is a regular expression. It is safe for use by several goroutines.
type Regexp struct {
	text     string
	once     sync.Once
	compiled *regexp.Regexp
}

// New names an expression. One that cannot be compiled panics when it is first used; a test compiles all of them.
func New(text string) *Regexp { return &Regexp{text: text} }

func (r *Regexp) get() *regexp.Regexp {
	r.once.Do(func() { r.compiled = regexp.MustCompile(r.text) })
	return r.compiled
}

// The methods are those of regexp.Regexp that are used here.

func (r *Regexp) Match(b []byte) bool                  { return r.get().Match(b) }
func (r *Regexp) MatchString(s string) bool            { return r.get().MatchString(s) }
func (r *Regexp) FindSubmatch(b []byte) [][]byte       { return r.get().FindSubmatch(b) }
func (r *Regexp) FindStringSubmatch(s string) []string { return r.get().FindStringSubmatch(s) }
func (r *Regexp) FindStringIndex(s string) []int       { return r.get().FindStringIndex(s) }
func (r *Regexp) FindString(s string) string           { return r.get().FindString(s) }
func (r *Regexp) FindAllString(s string, n int) []string {
	return r.get().FindAllString(s, n)
}
func (r *Regexp) FindAllIndex(b []byte, n int) [][]int { return r.get().FindAllIndex(b, n) }
func (r *Regexp) FindAllStringSubmatch(s string, n int) [][]string {
	return r.get().FindAllStringSubmatch(s, n)
}
func (r *Regexp) FindAllStringSubmatchIndex(s string, n int) [][]int {
	return r.get().FindAllStringSubmatchIndex(s, n)
}
func (r *Regexp) ReplaceAll(src, replacement []byte) []byte {
	return r.get().ReplaceAll(src, replacement)
}
func (r *Regexp) ReplaceAllFunc(src []byte, replace func([]byte) []byte) []byte {
	return r.get().ReplaceAllFunc(src, replace)
}
func (r *Regexp) ReplaceAllString(src, replacement string) string {
	return r.get().ReplaceAllString(src, replacement)
}
