package sql

import (
	"fmt"
	"strings"
)

// Dialect is what one database engine spells differently. All of them take the same query otherwise.
type Dialect struct {
	Name   string // as users say it
	Doc    string // one line for help texts
	Text   string // the type of text
	Number string // the type of numbers with a fraction
	Whole  string // the type of whole numbers of 64 bits

	// quote sets a name in quotation marks, literal a text.
	quote, literal func(string) string
	// micros turns a point in time into microseconds since 1970; zone is "" for UTC.
	micros func(expression, zone string) string
	// month turns microseconds since 1970 into a month, as "2026-03" in UTC.
	month func(expression string) string
	// like holds a text against a pattern in which * is any letters.
	like func(expression, pattern string) string
	// rows makes a table of literal rows.
	rows func(columns []string, rows []string) string
}

// Dialects lists them.
var Dialects = []Dialect{
	{
		Name: "duckdb", Doc: "DuckDB 1.0 and later", Text: "VARCHAR", Number: "DOUBLE", Whole: "BIGINT",
		quote: doubled(`"`), literal: doubled("'"), like: likeEscaped, rows: values,
		micros: func(e, zone string) string {
			if zone != "" {
				return fmt.Sprintf("epoch_us(timezone(%s, CAST(%s AS TIMESTAMP)))", doubled("'")(zone), e)
			}
			return "epoch_us(" + e + ")"
		},
		month: func(e string) string { return "strftime(make_timestamp(" + e + "), '%Y-%m')" },
	},
	{
		Name: "postgres", Doc: "PostgreSQL 14 and later", Text: "text", Number: "double precision", Whole: "bigint",
		quote: doubled(`"`), literal: doubled("'"), like: likeEscaped, rows: values,
		micros: func(e, zone string) string {
			if zone != "" {
				e = fmt.Sprintf("(CAST(%s AS timestamp) AT TIME ZONE %s)", e, doubled("'")(zone))
			}
			return "CAST(extract(epoch FROM " + e + ") * 1000000 AS bigint)"
		},
		month: func(e string) string {
			return "to_char(to_timestamp(" + e + " / 1000000.0) AT TIME ZONE 'UTC', 'YYYY-MM')"
		},
	},
	{
		Name: "trino", Doc: "Trino", Text: "VARCHAR", Number: "DOUBLE", Whole: "BIGINT",
		quote: doubled(`"`), literal: doubled("'"), like: likeEscaped, rows: values,
		micros: func(e, zone string) string {
			if zone == "" {
				zone = "UTC"
			}
			return fmt.Sprintf("CAST(round(to_unixtime(with_timezone(CAST(%s AS TIMESTAMP(6)), %s)) * 1e6) AS BIGINT)", e, doubled("'")(zone))
		},
		month: func(e string) string { return "date_format(from_unixtime(" + e + " / 1e6, 'UTC'), '%Y-%m')" },
	},
	{
		Name: "bigquery", Doc: "BigQuery (GoogleSQL)", Text: "STRING", Number: "FLOAT64", Whole: "INT64",
		quote: func(name string) string { return "`" + backslashed(name, "`") + "`" },
		literal: func(text string) string {
			return "'" + backslashed(text, "'") + "'"
		},
		micros: func(e, zone string) string {
			if zone == "" {
				zone = "UTC"
			}
			return fmt.Sprintf("UNIX_MICROS(TIMESTAMP(CAST(%s AS DATETIME), '%s'))", e, backslashed(zone, "'"))
		},
		month: func(e string) string { return "FORMAT_TIMESTAMP('%Y-%m', TIMESTAMP_MICROS(" + e + "), 'UTC')" },
		like: func(e, pattern string) string {
			return e + " LIKE '" + backslashed(likePattern(pattern, `\`), "'") + "'"
		},
		rows: func(columns, rows []string) string {
			first := splitRow(rows[0])
			for k := range first {
				first[k] += " AS " + columns[k]
			}
			named := append([]string{"STRUCT(" + strings.Join(first, ", ") + ")"}, parenthesised(rows[1:])...)
			return "UNNEST([\n    " + strings.Join(named, ",\n    ") + "\n  ])"
		},
	},
}

// DialectNamed finds a dialect by its name.
func DialectNamed(name string) (Dialect, bool) {
	for _, d := range Dialects {
		if d.Name == name {
			return d, true
		}
	}
	return Dialect{}, false
}

// doubled quotes as standard SQL does: a mark within is written twice.
func doubled(mark string) func(string) string {
	return func(text string) string { return mark + strings.ReplaceAll(text, mark, mark+mark) + mark }
}

// backslashed escapes as GoogleSQL does.
func backslashed(text, mark string) string {
	return strings.NewReplacer(`\`, `\\`, mark, `\`+mark, "\n", `\n`, "\r", `\r`).Replace(text)
}

func likeEscaped(e, pattern string) string {
	return e + " LIKE " + doubled("'")(likePattern(pattern, "!")) + " ESCAPE '!'"
}

// likePattern is a pattern with * as LIKE has it.
func likePattern(pattern, escape string) string {
	return strings.NewReplacer(escape, escape+escape, "%", escape+"%", "_", escape+"_", "*", "%").Replace(pattern)
}

func values(columns, rows []string) string {
	return "(VALUES\n    " + strings.Join(parenthesised(rows), ",\n    ") + "\n  ) AS listed(" + strings.Join(columns, ", ") + ")"
}

func parenthesised(rows []string) []string {
	out := make([]string, len(rows))
	for k, r := range rows {
		out[k] = "(" + strings.Join(splitRow(r), ", ") + ")"
	}
	return out
}

// separator stands between the cells of a row until the dialect puts them together: no literal can hold it.
const separator = "\x00"

func splitRow(row string) []string { return strings.Split(row, separator) }
