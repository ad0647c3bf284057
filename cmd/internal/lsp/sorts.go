package lsp

import (
	"handoff/lang"
)

// valueSort is what kind of value an argument takes, for whoever completes or explains it.
type valueSort string

// The sorts there are.
const (
	sortReference  valueSort = "reference"
	sortReferences valueSort = "references"
	sortText       valueSort = "text"
	sortFlag       valueSort = "true or false"
	sortNumber     valueSort = "number"
	sortDate       valueSort = "date"
	sortDuration   valueSort = "duration"
	sortField      valueSort = "field"
	sortFields     valueSort = "fields"
	sortExpression valueSort = "expression"
	sortType       valueSort = "type"
	sortLadder     valueSort = "ladder"
	sortObject     valueSort = "object"
	sortQuorum     valueSort = "quorum"
	sortPath       valueSort = "path"
)

// sorts knows the sort of every row of every table: the type of the Go field that it names decides.
var sorts = collectSorts()

func collectSorts() map[*lang.Argument]valueSort {
	out := map[*lang.Argument]valueSort{}
	seen := map[*lang.BlockType]bool{}
	var walk func(rows []lang.InnerBlock, outer any)
	walk = func(rows []lang.InnerBlock, outer any) {
		for i := range rows {
			t := rows[i].Type
			if seen[t] {
				continue
			}
			seen[t] = true
			b := rows[i].New(outer)
			for k := range t.Arguments {
				out[&t.Arguments[k]] = sortOf(t.Arguments[k].Value(b))
			}
			if d, ok := b.(lang.Declaration); ok && t.Named {
				common := lang.CommonArguments()
				for k := range common {
					out[&common[k]] = sortOf(common[k].Value(d.Common()))
				}
			}
			walk(t.Blocks, b)
		}
	}
	walk(lang.TopLevel(), new(lang.Map))
	walk(lang.SettingsLevel(), new(lang.Settings))
	return out
}

func sortOf(slot any) valueSort {
	switch slot.(type) {
	case *lang.Reference:
		return sortReference
	case *lang.References:
		return sortReferences
	case *lang.Flag:
		return sortFlag
	case *lang.Number:
		return sortNumber
	case *lang.Date:
		return sortDate
	case *lang.Duration:
		return sortDuration
	case *lang.FieldName:
		return sortField
	case *lang.FieldNames:
		return sortFields
	case *lang.Expression:
		return sortExpression
	case *lang.TypeExpression:
		return sortType
	case *lang.Ladder:
		return sortLadder
	case *lang.Quorum:
		return sortQuorum
	case *lang.Path:
		return sortPath
	case *[]lang.Link, *lang.Meta, *lang.Meanings:
		return sortObject
	}
	return sortText
}

// words say what an argument of a row takes.
func (s valueSort) words(row *lang.Argument) string {
	switch s {
	case sortReference:
		return "the address of " + kindWords(row.Refs)
	case sortReferences:
		return "the address of " + kindWords(row.Refs) + ", or a list"
	case sortText:
		if len(row.OneOf) > 0 {
			return "one of " + quoted(row.OneOf)
		}
		return "a text"
	case sortFlag:
		return "true or false"
	case sortNumber:
		return "a whole number"
	case sortDate:
		if row.Instant {
			return "an instant, such as \"2026-03-18T02:00\""
		}
		return "a day, such as \"2026-10-01\""
	case sortDuration:
		if row.LongTerm {
			return "a duration, such as \"4h\", \"2w\" or \"6mo\""
		}
		return "a duration, such as \"30m\", \"4h\" or \"2d\""
	case sortField:
		return "the name of a field"
	case sortFields:
		return "names of fields"
	case sortExpression:
		return "an expression"
	case sortType:
		return "a type"
	case sortLadder:
		return "durations and who is told then: { \"20m\" = role.x }"
	case sortObject:
		return "names and values: { … }"
	case sortQuorum:
		return "\"all\", \"any\" or a number"
	case sortPath:
		return "a file of the workspace, relative to this one"
	}
	return string(s)
}
