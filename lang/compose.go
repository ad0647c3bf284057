package lang

import (
	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"golang.org/x/text/unicode/norm"
)

// composeNames brings the names in a file's expressions into Unicode's form NFC, as labels are, so that `é` is one name however the
// editor wrote it down. Ranges still tell what stands in the file.
func composeNames(source []byte, body *hclsyntax.Body) {
	if norm.NFC.IsNormal(source) {
		return
	}
	_ = hclsyntax.VisitAll(body, func(n hclsyntax.Node) hcl.Diagnostics {
		switch n := n.(type) {
		case *hclsyntax.Attribute:
			n.Name = norm.NFC.String(n.Name)
		case *hclsyntax.ScopeTraversalExpr:
			composePath(n.Traversal)
		case *hclsyntax.RelativeTraversalExpr:
			composePath(n.Traversal)
		case *hclsyntax.ForExpr:
			n.KeyVar, n.ValVar = norm.NFC.String(n.KeyVar), norm.NFC.String(n.ValVar)
		case *hclsyntax.ObjectConsExpr:
			for _, item := range n.Items { // keys that are words are no expressions to the walk
				if key, ok := item.KeyExpr.(*hclsyntax.ObjectConsKeyExpr); ok {
					if word, ok := key.Wrapped.(*hclsyntax.ScopeTraversalExpr); ok {
						composePath(word.Traversal)
					}
				}
			}
		}
		return nil
	})
}

func composePath(t hcl.Traversal) {
	for k, part := range t {
		switch part := part.(type) {
		case hcl.TraverseRoot:
			part.Name = norm.NFC.String(part.Name)
			t[k] = part
		case hcl.TraverseAttr:
			part.Name = norm.NFC.String(part.Name)
			t[k] = part
		}
	}
}
