package importer

import (
	"archive/zip"
	"bytes"
	"fmt"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"unicode/utf16"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"handoff/lang"
)

// want is what every format makes of the same table.
const want = `role "service_desk_agent" {
  title = "Service Desk Agent"
}

role "incident_manager" {
  title = "Incident Manager"
}

process "incident" {
  title = "Incident"

  step "classify" {
    title = "Classify"
  }

  step "diagnose_repair" {
    title = "Diagnose & repair"
  }

  matrix {
    columns         = [role.service_desk_agent, role.incident_manager]
    classify        = ["R", "A"]
    diagnose_repair = ["RA", "C"]
  }
}
`

const asCSV = "Task,Service Desk Agent,Incident Manager\nClassify,R,A\nDiagnose & repair,R/A,c\n"

// imported imports a table, and holds the map to what every imported map is: one that compiles.
func imported(t *testing.T, name string, data []byte) (string, []string) {
	t.Helper()
	r, err := RACI(name, data)
	require.NoError(t, err)
	compiles(t, r.HCL)
	problems := []string{}
	for _, p := range r.Problems {
		problems = append(problems, p.String())
	}
	return string(r.HCL), problems
}

func compiles(t *testing.T, hcl []byte) {
	t.Helper()
	m := lang.Load(fstest.MapFS{"raci.handoff.hcl": {Data: hcl}}, lang.Options{})
	require.Empty(t, m.Findings, "%s", hcl)
	again, problem := lang.Format("raci", hcl)
	require.Nil(t, problem)
	require.Equal(t, string(again), string(hcl))
}

func TestFormats(t *testing.T) {
	read := `row 3, column 2 (Service Desk Agent): "R/A" is read as "RA"`
	for name, text := range map[string]string{
		"incident.csv": asCSV,
		"incident.tsv": strings.ReplaceAll(asCSV, ",", "\t"),
		"incident.txt": "\ufeffTask;Service Desk Agent;Incident Manager\r\nClassify;R;A\r\nDiagnose & repair;\"R/A\";c\r\n",
		"incident.html": `<!DOCTYPE html><script>"<table>"</script><table><tr><td>menu</table>
<TABLE border=1><tr><th>Task<th>Service Desk<br>Agent<th title="a > b">Incident Manager
<tr><td>Classify<td>R<td>A</td></tr><!-- <td> --><tr><td><p>Diagnose &amp; repair</p><td>R/A</td><td>c</table>`,
	} {
		t.Run(name, func(t *testing.T) {
			got, problems := imported(t, name, []byte(text))
			assert.Equal(t, want, got)
			assert.Equal(t, []string{read}, problems)
		})
	}
	t.Run("markdown", func(t *testing.T) {
		got, problems := imported(t, "incident.md", []byte("# Who | what\n\n| Task | Service Desk Agent | [Incident Manager](im.md) |\n|:--|:-:|---|\n| Classify | **R** | A |\n| Diagnose &amp; repair | R/A | `c`\n\nEnd\n"))
		assert.Equal(t, want, got)
		assert.Equal(t, []string{strings.Replace(read, "row 3", "row 6", 1)}, problems)
	})
	t.Run("xlsx", func(t *testing.T) {
		got, problems := imported(t, "incident.xlsx", workbook(t, sheetXML))
		assert.Equal(t, want, got)
		assert.Equal(t, []string{`only the sheet "RACI" is read, of 2`, `row 5: the row is empty and is left out`, strings.Replace(read, "row 3", "row 6", 1)}, problems)
	})
}

func TestEncodings(t *testing.T) {
	const table = "Schritt;Prüfer;Leiter\nÜbergeben;R;A\n"
	latin := strings.NewReplacer("ü", "\xfc", "Ü", "\xdc").Replace(table)
	got, problems := imported(t, "x.csv", []byte(latin))
	assert.Contains(t, got, `role "prufer" {`+"\n"+`  title = "Prüfer"`)
	assert.Contains(t, got, `step "ubergeben"`)
	assert.Contains(t, problems[0], "Windows-1252")
	for _, mark := range []string{"\ufeff", ""} {
		var little, big []byte
		for _, u := range utf16.Encode([]rune(mark + table)) {
			little, big = append(little, byte(u), byte(u>>8)), append(big, byte(u>>8), byte(u))
		}
		for _, data := range [][]byte{little, big} {
			same, problems := imported(t, "x.csv", data)
			assert.Equal(t, got, same)
			assert.Empty(t, problems)
		}
	}
}

// What is wrong with a table stays where a map can hold it, and is told.
func TestDefects(t *testing.T) {
	got, problems := imported(t, "2026 plan.csv", []byte(`RACI matrix of the plan,,,,
,,,,
#,Activity,Boss,Boss,Remarks,Columns,
1,Plan,A,A,"done by phone, mostly",R.,
,,,,,
2,plan,X,"R (lead)",,n/a,C
3,2nd look,RASCI,-,see below,?,
4,,R,,,,
5,Columns,,,,,
,R = Responsible,,,,,
,,,,,
`))
	assert.Equal(t, []string{
		`row 3, column 1 (#): the column holds no letters of RACI and is left out`,
		`row 3, column 5 (Remarks): the column holds no letters of RACI and is left out`,
		`row 3, column 4 (Boss): there is another role of this name; this one is role.boss_2`,
		`row 3, column 7: the column has letters and no name; its role is called "Column 7"`,
		`row 4, column 6 (Columns): "R." is read as "R"`,
		`row 4: 2 roles are accountable for "Plan"; they stay, and ` + "`handoff check`" + ` reports them`,
		`row 5: the row is empty and is left out`,
		`row 6, column 2 (Activity): there is another step of this name; this one is step.plan_2`,
		`row 6, column 3 (Boss): "X" has a letter that is none of RACI; it stays`,
		`row 6, column 4 (Boss): "R (lead)" is read as "R"`,
		`row 6, column 6 (Columns): "n/a" is read as an empty cell`,
		`row 7, column 3 (Boss): "RASCI" has a letter that is none of RACI; it stays`,
		`row 7, column 6 (Columns): "?" is no letter of RACI; it stays as it is`,
		`row 8, column 2 (Activity): the row has letters and no name; its step is called "Row 8"`,
		`row 9: "Columns" has no letters; it is written as a step (take it out if it is a heading)`,
		`row 10: the row names no step and is left out`,
	}, problems)
	_, matrix, _ := strings.Cut(got, "  matrix {\n")
	assert.Equal(t, `    columns       = [role.boss, role.boss_2, role.role_columns, role.column_7]
    plan          = ["A", "A", "R", ""]
    plan_2        = ["X", "R", "", "C"]
    step_2nd_look = ["RACIS", "", "?", ""]
    row_8         = ["R", "", "", ""]
    step_columns  = ["", "", "", ""]
  }
}
`, matrix)
	assert.Contains(t, got, `process "process_2026_plan" {
  title = "2026 plan"`)
}

func TestCells(t *testing.T) {
	for raw, text := range map[string]string{
		"": "", "–": "", "r": "R", "R.A": "RA", "A,R": "RA", "R / A": "RA", "AR": "RA", "R+C": "RC", "Responsible": "R", "Accountable, Informed": "AI",
		"R*": "R", "R1": "R", "S": "S", "R?": "R", "✓": "✓", "see notes": "", "N/A": "", "RR": "R", "R (lead)": "R", "LEAD": "", "RASCI": "RACIS",
	} {
		assert.Equal(t, text, readCell(raw).text, raw)
	}
}

func TestMergedCells(t *testing.T) {
	got, problems := imported(t, "m.html", []byte(`<table><caption>RACI</caption>
<tr><th rowspan=2>Phase<th rowspan="2">Task<th colspan="2">IT<th colspan=1>Business
<tr><th>Dev<th>Ops<th>Owner
<tr><td rowspan=2>Build<td>Write<td>R<td>C<td>A
<tr><td>Test<td colspan=2>R<td>A
<tr><td colspan=5>Run
<tr><td>Run<td>Deploy<td>I<td>R<td>A</table>`))
	assert.Contains(t, got, `    columns = [role.dev, role.ops, role.owner]
    write   = ["R", "C", "A"]
    test    = ["R", "R", "A"]
    deploy  = ["I", "R", "A"]
`)
	assert.Contains(t, problems, `row 4, column 3 (Dev): "R" stands in a merged cell and is read as in each of the cells that it covers`)
}

func TestShapes(t *testing.T) {
	got, problems := imported(t, "ragged.csv", []byte("Task,PM,Dev\nPlan,A\nBuild,A,R,C\n"))
	assert.Contains(t, got, `    columns = [role.pm, role.dev, role.column_4]
    plan    = ["A", "", ""]
    build   = ["A", "R", "C"]
`)
	assert.Equal(t, []string{
		`row 1, column 4: the column has letters and no name; its role is called "Column 4"`,
		`row 2: the row ends before the header does; cells that are read as empty: 1`,
	}, problems)
	_, problems = imported(t, "sideways.md", []byte("| Role | Plan | Build |\n|---|---|---|\n| Boss | A | |\n| Dev | C | R |\n"))
	assert.Equal(t, []string{`row 1, column 1 (Role): the rows are read as steps; if they are roles, swap the rows and columns of the table and import it again`}, problems)
}

func TestNoTable(t *testing.T) {
	for name, c := range map[string]struct{ text, want string }{
		"empty":   {"", "no RACI table found"},
		"prose":   {"Dear all,\nI am out of office.\nA", "no RACI table found"},
		"numbers": {"Item,Price\nApple,3\nPear,4\n", "no RACI table found"},
		"binary":  {"\x89PNG\x00\x00abc", "neither a text nor an .xlsx"},
		"xls":     {"\xd0\xcf\x11\xe0\xa1", "save it as .xlsx"},
		"zip":     {"PK\x03\x04 and no more", "cannot be unpacked"},
		"wide":    {"<table><tr><td colspan=400>a<td colspan=400>b</table>", "larger than"},
	} {
		_, err := RACI(name, []byte(c.text))
		assert.ErrorContains(t, err, c.want, name)
	}
	_, err := RACI("x.xlsx", workbook(t, `<worksheet><sheetData><row r="99999999"><c r="A99999999"><v>1</v></c></row></sheetData></worksheet>`))
	assert.ErrorContains(t, err, "larger than")
	_, err = RACI("x.xlsx", workbook(t, `<worksheet>`+strings.Repeat(" ", maxPart)))
	assert.ErrorContains(t, err, "larger than 32 MB")
}

// A few kilobytes can be packed so that they unfold to gigabytes, or to work without end.
func TestWorkbooksThatUnfoldWithoutEnd(t *testing.T) {
	sheet := func(body string) string { return "<worksheet><sheetData>" + body + "</sheetData></worksheet>" }
	inline := func(text string) string { return `<c t="inlineStr"><is><t>` + text + "</t></is></c>" }
	texts := func(body string) [2]string { return [2]string{"xl/sharedStrings.xml", "<sst>" + body + "</sst>"} }
	shared := strings.Repeat(`<c t="s"><v>0</v></c>`, 400)
	for name, c := range map[string]struct{ data, want string }{
		"cells that say nothing": {string(workbook(t, sheet("<row>"+strings.Repeat("<c/>", maxElements+1)+"</row>"))), "more than 1000000 cells"},
		"a long text":            {string(workbook(t, sheet("<row>"+inline(strings.Repeat("x", 5*maxCellText))+"</row>"))), "more than 32767 characters"},
		"a text of many runs":    {string(workbook(t, sheet(""), texts("<si>"+strings.Repeat("<r><t>x</t></r>", 5*maxCellText)+"</si>"))), "more than 32767 characters"},
		"one text in many cells": {string(workbook(t, sheet(strings.Repeat("<row>"+shared+"</row>", 40)), texts("<si><t>"+strings.Repeat("x", 30_000)+"</t></si>"))), "32 MB of text"},
		"many merged cells":      {string(workbook(t, sheet("")+strings.Repeat(`<mergeCell ref="A1:C9"/>`, maxRows+1))), "larger than"},
		"many sheets":            {string(workbook(t, sheet(""), [2]string{"xl/workbook.xml", "<workbook><sheets>" + strings.Repeat("<sheet/>", maxList/8+1) + "</sheets></workbook>"})), "larger than 1 MB"},
		"a cell in no row":       {string(workbook(t, sheet("<c/>"))), "stands in no row"},
	} {
		_, err := RACI("x.xlsx", []byte(c.data))
		assert.ErrorContains(t, err, c.want, name)
	}
	// What a merged cell says, said again for each of the cells that it covers, is bounded as well.
	rows := "Task,PM\n" + strings.Repeat("x,A\n", 5)
	m := &matrix{table: &table{}, header: 0, name: 0, width: 2}
	for k, line := range strings.Split(strings.TrimSpace(rows), "\n") {
		require.NoError(t, m.add(k+1, strings.Split(line, ",")))
	}
	m.rows[1][0] = strings.Repeat("long ", 64*maxCells/5/3)
	m.merged = []merge{{1, 0, 5, 1}}
	problems := m.spread()
	require.Len(t, problems, 1)
	assert.Less(t, len(problems[0].Text), 300)
	assert.Equal(t, "x", m.rows[4][0], "from here on it would be too much")
}

const sheetXML = `<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>
<row r="1"><c r="A1" t="inlineStr"><is><t>RACI</t></is></c></row>
<row r="3"><c r="A3" t="s"><v>0</v></c><c r="B3" t="s"><v>1</v></c><c r="C3" t="str"><f>"x"</f><v>Incident Manager</v></c></row>
<row r="4"><c r="A4" t="inlineStr"><is><t>Classify</t></is></c><c r="B4" t="s"><v>2</v></c><c r="C4" t="inlineStr"><is><t>A</t></is></c></row>
<row r="6"><c r="A6" t="inlineStr"><is><t>Diagnose &amp; repair</t></is></c><c r="B6" t="inlineStr"><is><r><t>R/</t></r><r><t>A</t></r></is></c><c r="C6" t="inlineStr"><is><t>c</t></is></c></row>
<row r="7"><c r="A7" s="1"/></row></sheetData><mergeCells><mergeCell ref="A1:C1"/></mergeCells></worksheet>`

// workbook is a small .xlsx as Excel saves it, with a hidden sheet before the one that is given. Others are parts that replace those it would have.
func workbook(t testing.TB, sheet string, others ...[2]string) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	given := map[string]bool{}
	for _, part := range others {
		given[part[0]] = true
	}
	for _, part := range append(others, [][2]string{
		{"xl/workbook.xml", `<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="Lists" sheetId="1" state="hidden" r:id="rId1"/><sheet name="RACI" sheetId="2" r:id="rId2"/></sheets></workbook>`},
		{"xl/_rels/workbook.xml.rels", `<Relationships><Relationship Id="rId1" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Target="worksheets/sheet2.xml"/></Relationships>`},
		{"xl/sharedStrings.xml", `<sst><si><t>Task</t></si><si><r><t>Service Desk </t></r><r><t>Agent</t></r></si><si><t>R</t><rPh><t>no</t></rPh></si></sst>`},
		{"xl/worksheets/sheet2.xml", sheet},
	}...) {
		if given[part[0]] && !slices.Contains(others, part) {
			continue
		}
		w, err := z.Create(part[0])
		require.NoError(t, err)
		_, err = fmt.Fprint(w, part[1])
		require.NoError(t, err)
	}
	require.NoError(t, z.Close())
	return b.Bytes()
}

// Whatever a file holds, what is made of it compiles.
func FuzzRACI(f *testing.F) {
	f.Add("a.csv", []byte(asCSV))
	f.Add("for.md", []byte("|T|end|ñ|\n|-|-|-|\n|${x}|R|A|\n|\"|S|X|\n"))
	f.Add("ü.html", []byte("<table><tr><td>1<td>b<td colspan=3>c<tr><td>x<td rowspan=9>R<td>A</table>"))
	f.Add("x.xlsx", workbook(f, sheetXML))
	f.Fuzz(func(t *testing.T, name string, data []byte) {
		if r, err := RACI(name, data); err == nil {
			compiles(t, r.HCL)
		}
	})
}
