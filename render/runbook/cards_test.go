package runbook

import (
	"testing"

	"github.com/stretchr/testify/assert"
)

// A cell of a wide table says under what heading it stands, for screens that show each row as a card. What has room for its columns is a table, and an
// empty cell has nothing to say. A card is still a row of a table to screen readers.
func TestWideTablesCanBeCards(t *testing.T) {
	head := []Line{say("After"), say(`Tell "whom" <b>`), say("How")}
	of := func(t Table) string {
		return XHTML{}.Fragments([]Page{{Address: "home", Title: "x", Body: []Block{t}}})[0].XHTML
	}
	wide := of(Table{Head: head, Rows: [][]Line{{say("1 hour"), say("me"), nil}}})
	assert.Contains(t, wide, `<table class="cards" role="table">`)
	assert.Contains(t, wide, `<tr role="row"><td role="cell" data-label="After">1 hour</td><td role="cell" data-label="Tell &quot;whom&quot; &lt;b&gt;">me</td><td role="cell"></td></tr>`)
	for _, narrow := range []Table{{Head: head[:2], Rows: [][]Line{{say("1 hour"), say("me")}}}, {Rows: [][]Line{{say("a"), say("b"), say("c")}}}} {
		assert.NotContains(t, of(narrow), "data-label")
		assert.NotContains(t, of(narrow), "cards")
		assert.NotContains(t, of(narrow), "role=")
	}
	for _, file := range confluence.Files(Book{Pages: []Page{{Address: "home", Title: "x", Body: []Block{Table{Head: head, Rows: [][]Line{{say("1 hour"), say("me"), nil}}}}}}}, "") {
		assert.NotContains(t, string(file.Content), "data-label", "Confluence takes its own attributes only")
	}
}
