package lang

import (
	"bytes"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
)

// Tokens are those of a text, comments and line ends among them, whether it parses or not: for editors, which look at texts that are
// being written. Heredocs are literal, as they are for the parser. The bytes of a token may be masked; what stands there is in the source.
func Tokens(source []byte) hclsyntax.Tokens {
	text := bytes.TrimPrefix(source, utf8BOM)
	// What is wrong with the text is for the parser to tell.
	all, _ := hclsyntax.LexConfig(scan(text).source, "", hcl.Pos{Line: 1, Column: 1, Byte: len(source) - len(text)})
	return all
}
