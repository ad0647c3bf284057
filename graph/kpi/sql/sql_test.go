package sql_test

import (
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"handoff/graph/kpi"
	"handoff/graph/kpi/sql"
)

func options(d sql.Dialect) sql.Options {
	return sql.Options{
		Dialect: d, Table: "warehouse.itsm.events",
		From: time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC), To: time.Date(2027, 1, 1, 0, 0, 0, 0, time.UTC),
	}
}

func TestQueriesAreTheSameEveryTime(t *testing.T) {
	for _, d := range sql.Dialects {
		for source := range sources {
			first, err := sql.Write(binding(t, source), options(d))
			require.NoError(t, err)
			again, err := sql.Write(binding(t, source), options(d))
			require.NoError(t, err)
			assert.Equal(t, first, again)
			assert.Contains(t, first, "FROM warehouse.itsm.events")
			assert.NotContains(t, first, "%!", "a format that went wrong")
			assert.NotContains(t, first, "\x00")
			assert.Zero(t, strings.Count(first, "(")-strings.Count(first, ")"))
		}
	}
}

// outside returns a query without its texts and quoted names, as each dialect reads them.
func outside(d sql.Dialect, query string) string {
	var b strings.Builder
	marks, escape := `'"`, false
	if d.Name == "bigquery" {
		marks, escape = "'`", true
	}
	var open rune
	skip := false
	for _, r := range query {
		switch {
		case skip:
			skip = false
		case open != 0 && escape && r == '\\':
			skip = true
		case open != 0:
			if r == open {
				open = 0
			}
		case strings.ContainsRune(marks, r):
			open = r
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}

func TestWordsOfALogAreNeverSQL(t *testing.T) {
	hostile := `x'); DROP TABLE staff; -- \' " ` + "` \n*/ HOSTILE"
	for _, d := range sql.Dialects {
		b := binding(t, "steps")
		b.Spec.Null = append(b.Spec.Null, hostile)
		b.Systems = append(b.Systems, hostile+"*")
		b.Priorities[hostile] = hostile
		b.Paused, b.Queued, b.Stop = append(b.Paused, hostile), []string{hostile}, []string{hostile}
		b.Groups[hostile] = b.Groups["Desk"]
		b.Spec.Columns.Activity, b.Name = hostile, hostile
		query, err := sql.Write(b, options(d))
		require.NoError(t, err)
		assert.Contains(t, query, "HOSTILE")
		_, body, _ := strings.Cut(query, "\nWITH\n")
		assert.NotContains(t, outside(d, body), "HOSTILE", d.Name)
		preface, _, _ := strings.Cut(query, "\nWITH\n")
		for line := range strings.Lines(preface) {
			assert.True(t, strings.HasPrefix(line, "-- "), line)
		}
	}
}

func TestWhatCannotBeWritten(t *testing.T) {
	d := sql.Dialects[0]
	for _, table := range []string{"", "a; drop table b", "a b", "a.", "(select 1)", "a--", "a\nb", `"a""b"`} {
		o := options(d)
		o.Table = table
		_, err := sql.Write(binding(t, "plain"), o)
		assert.ErrorContains(t, err, "is not the name of a table", table)
	}
	for _, table := range []string{"events", `"Events"`, "`my-project`.itsm.events", "Vorfälle"} {
		o := options(d)
		o.Table = table
		_, err := sql.Write(binding(t, "plain"), o)
		assert.NoError(t, err, table)
	}
	o := options(d)
	o.From, o.To = time.Time{}, time.Time{}
	_, err := sql.Write(binding(t, "plain"), o)
	assert.ErrorIs(t, err, sql.ErrYears)

	b, err := kpi.Bind(nil, nil)
	require.NoError(t, err)
	_, err = sql.Write(b, o)
	assert.ErrorContains(t, err, "which column of the table holds the case")
	b.Spec.Columns.Case, b.Spec.Columns.Time, b.Spec.Columns.Group = "id", "at", "grp"
	_, err = sql.Write(b, o)
	assert.NoError(t, err, "without a map there is no calendar")
}
