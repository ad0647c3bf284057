package site

// Shell writes the interactive page without its pictures and texts, for a preview that brings them when they are looked at: by a script of its
// own, which runs in the scope of the others.
func (m Map) Shell(script string) []byte {
	m.Views, m.Texts = nil, nil
	return m.write(script)
}

// Bare returns one picture without its style sheets, and these apart: what always applies, and what applies in the dark.
func Bare(svg []byte) (picture, light, dark string) {
	var s styles
	picture = s.take(svg)
	return picture, s.light(), s.dark()
}
