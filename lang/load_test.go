package lang_test

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"io"
	"io/fs"
	"os"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"
	"unicode/utf16"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"handoff/lang"
)

// files makes a workspace out of path and text pairs.
func files(pairs ...string) fstest.MapFS {
	out := fstest.MapFS{}
	for i := 0; i < len(pairs); i += 2 {
		out[pairs[i]] = &fstest.MapFile{Data: []byte(pairs[i+1])}
	}
	return out
}

// rules lists what was found as "file:line:column rule".
func rules(m *lang.Map) []string {
	var out []string
	for _, f := range m.Findings {
		out = append(out, fmt.Sprintf("%s:%d:%d %s", f.Range.File, f.Range.Start.Line, f.Range.Start.Column, f.Rule))
	}
	return out
}

func TestOneBadFileKeepsItsErrorToItself(t *testing.T) {
	good := "team \"desk\" {}\nrole \"agent\" { team = team.desk }\n"
	utf16le := func(s string) string {
		var b bytes.Buffer
		b.Write([]byte{0xFF, 0xFE})
		for _, u := range utf16.Encode([]rune(s)) {
			binary.Write(&b, binary.LittleEndian, u)
		}
		return b.String()
	}
	for name, c := range map[string]struct{ source, want string }{
		"UTF-16":                     {utf16le(good), "bad.handoff.hcl:1:1 syntax/encoding"},
		"UTF-16 without a mark":      {utf16le(good)[2:], "bad.handoff.hcl:1:1 syntax/encoding"},
		"binary":                     {"team \"x\" {}\n\x7fELF\x00\x01", "bad.handoff.hcl:2:1 syntax/encoding"},
		"an executable":              {"\x7fELF\x02\x01\x01" + strings.Repeat("\x00", 9) + "\x02\x00>\x00\x01\x00\x00\x00`\x0e\x49\x00" + strings.Repeat("\x00", 40), "bad.handoff.hcl:1:1 syntax/encoding"},
		"escape sequence":            {"team \"x\" { title = \"\x1b[31m\" }", "bad.handoff.hcl:1:21 syntax/encoding"},
		"Latin-1":                    {"# caf\xe9\n", "bad.handoff.hcl:1:6 syntax/encoding"},
		"200,000 nested brackets":    {"locals {\n  a = " + strings.Repeat("[", 200_000), "bad.handoff.hcl:2:205 syntax/too-deep"},
		"nested objects":             {"locals {\n  a = " + strings.Repeat("{a=", 200_000), "bad.handoff.hcl:2:601 syntax/too-deep"},
		"nested templates":           {"locals {\n  a = " + strings.Repeat(`"${`, 200_000), "bad.handoff.hcl:2:304 syntax/too-deep"},
		"nested blocks":              {strings.Repeat("a {\n", 200_000), "bad.handoff.hcl:200:3 syntax/too-deep"},
		"a million negations":        {"locals {\n  a = " + strings.Repeat("!", 1_000_000) + "true\n}", "bad.handoff.hcl:2:57 syntax/too-deep"},
		"spaced negations":           {"locals {\n  a = " + strings.Repeat("- ", 1_000_000) + "1\n}", "bad.handoff.hcl:2:107 syntax/too-deep"},
		"a million conditionals":     {"locals {\n  a = " + strings.Repeat("true ? 1 : ", 100_000) + "1\n}", "bad.handoff.hcl:2:1112 syntax/too-deep"},
		"a million additions":        {"locals {\n  a = 1" + strings.Repeat("+1", 500_000) + "\n}", "bad.handoff.hcl:2:10007 syntax/too-deep"},
		"half written":               {"process \"x\" {\n  owner = role.", "bad.handoff.hcl:2:16 syntax/invalid"},
		"half written heredoc":       {"process \"x\" {\n  purpose = <<-MD\n    text", "bad.handoff.hcl:3:9 syntax/invalid"},
		"unclosed comment":           {"/* team", "bad.handoff.hcl:1:1 syntax/invalid"},
		"a megabyte of open strings": {strings.Repeat("\"${\"", 300_000), "bad.handoff.hcl:1:792 syntax/too-deep"},
	} {
		t.Run(name, func(t *testing.T) {
			m := lang.Load(files("good.handoff.hcl", good, "bad.handoff.hcl", c.source), lang.Options{})
			assert.Equal(t, []string{c.want}, rules(m))
			assert.True(t, m.Incomplete)
			assert.Len(t, m.Roles, 1, "the good file is still there")
			assert.Equal(t, lang.Resolved, m.Roles[0].Teams[0].State)
		})
	}
}

func TestOddButGoodFiles(t *testing.T) {
	source := "team \"desk\" {\n  title = \"Café\"\n  description = <<-MD\n    one\n      two ${HOST} %{code} $${x}\n  MD\n}\nrole \"agent\" { team = team.desk }\nrole \"x\" { team = team.dsk }\n"
	for name, text := range map[string]string{
		"plain":           source,
		"byte order mark": "\xEF\xBB\xBF" + source,
		"CRLF":            strings.ReplaceAll(source, "\n", "\r\n"),
	} {
		t.Run(name, func(t *testing.T) {
			m := lang.Load(files("a.handoff.hcl", text), lang.Options{})
			require.Equal(t, []string{"a.handoff.hcl:9:19 reference/unknown"}, rules(m))
			assert.Equal(t, "team.dsk", m.Files[0].Text(m.Findings[0].Range), "the range holds the exact bytes")
			assert.Equal(t, "one\n  two ${HOST} %{code} $${x}\n", m.Teams[0].Description.Value, "heredocs are literal")
			assert.Equal(t, "desk", m.Files[0].Text(m.Teams[0].NameRange))
		})
	}
	t.Run("decomposed letters", func(t *testing.T) {
		m := lang.Load(files("a.handoff.hcl", "team \"cafe\u0301\" {}\nrole \"r\" { team = team.caf\u00e9 }\n"), lang.Options{})
		assert.Empty(t, rules(m))
	})
	t.Run("empty", func(t *testing.T) {
		m := lang.Load(files("a.handoff.hcl", ""), lang.Options{})
		assert.Empty(t, m.Findings)
		assert.Len(t, m.Files, 1)
	})
	t.Run("no files", func(t *testing.T) {
		m := lang.Load(files(), lang.Options{})
		assert.NotNil(t, m)
		assert.Empty(t, m.Files)
	})
}

// What HCL says of some slips is true and no help; the help is ours.
func TestHelpForSyntaxErrors(t *testing.T) {
	for source, help := range map[string]string{
		"rule \"r\" {\n  when = each.mode = \"manual\"\n}": "write `==`",
		"team \"t\" { title = \"T\"  ref = \"1\" }":        "a line of its own",
		"team \"t\" {\n  title = \"%{x}\"\n}":              "heredoc",
		"team \"t\" {\n  description = <<MD\n  text\n}":    "marker alone on a line",
	} {
		m := lang.Load(files("a.handoff.hcl", source), lang.Options{})
		require.Equal(t, []string{"syntax/invalid"}, []string{m.Findings[0].Rule}, source)
		assert.Contains(t, m.Findings[0].Help, help, source)
	}
	m := lang.Load(files("a.handoff.hcl", "\x7fELF\x02\x01\x01"+strings.Repeat("\x00", 60)), lang.Options{})
	assert.Equal(t, "File holds control characters", m.Findings[0].Summary, "an executable is no UTF-16")

	m = lang.Load(files("a.handoff.hcl", "team \"t\" {\n  ref = \"1\"\n  ref = \"2\"\n  title = = \"x\"\n}\n"), lang.Options{})
	assert.Equal(t, []string{"a.handoff.hcl:4:11 syntax/invalid"}, rules(m), "an argument given twice is not why the file cannot be read")
}

func TestTitlesThatNobodySees(t *testing.T) {
	m := lang.Load(files("a.handoff.hcl", `team "front_desk" { title = "  " }
team "back" { title = "\u0007\u001b" }
team "up" { title = "Über uns" }
`), lang.Options{})
	assert.Equal(t, "Front desk", m.Teams[0].DisplayName())
	assert.Equal(t, "Back", m.Teams[1].DisplayName())
	assert.Equal(t, "Über uns", m.Teams[2].DisplayName())
}

// A value that cannot be read counts as said: no rule asks for it as well.
func TestBrokenFlagsAreSaid(t *testing.T) {
	m := lang.Load(files("a.handoff.hcl", "process \"p\" { external = \"yes\" }\nprocess \"q\" { external = local.nope }\nprocess \"r\" { external = false }\n"), lang.Options{})
	assert.Len(t, m.Findings, 2)
	assert.True(t, m.Processes[0].External.Value)
	assert.True(t, m.Processes[1].External.Value)
	assert.False(t, m.Processes[2].External.Value)
}

func TestFilesThatCannotBeRead(t *testing.T) {
	large := fstest.MapFS{
		"large.handoff.hcl": {Data: bytes.Repeat([]byte("# nothing\n"), 5<<20)},
		"a.handoff.hcl":     {Data: []byte("role \"r\" { team = team.unseen }\n")},
	}
	m := lang.Load(large, lang.Options{})
	require.Equal(t, []string{"large.handoff.hcl:1:1 syntax/unreadable"}, rules(m), "what the large file may declare is not unknown")
	assert.Contains(t, m.Findings[0].Detail, "larger than 8 MB")

	// A size that a file only has by what is said of it is enough, and so is one that only shows when it is read.
	for name, f := range map[string]sized{"said": {size: lang.MaxFileBytes + 1}, "read": {text: "# nothing\n", size: 10}} {
		m := lang.Load(oneFile{"a.handoff.hcl", f}, lang.Options{})
		require.Equal(t, []string{"a.handoff.hcl:1:1 syntax/unreadable"}, rules(m), name)
		assert.Contains(t, m.Findings[0].Detail, "larger than 8 MB", name)
	}
	assert.Empty(t, lang.Load(oneFile{"a.handoff.hcl", sized{size: lang.MaxFileBytes}}, lang.Options{}).Findings)

	if os.Getuid() == 0 {
		return // root reads everything; the command line tests use a symlink loop
	}
	dir := t.TempDir()
	require.NoError(t, os.WriteFile(dir+"/a.handoff.hcl", nil, 0))
	assert.Equal(t, []string{"a.handoff.hcl:1:1 syntax/unreadable"}, rules(lang.Load(os.DirFS(dir), lang.Options{})))
}

// oneFile is a folder with one file in it.
type oneFile struct {
	name string
	file sized
}

func (o oneFile) Open(name string) (fs.File, error) {
	if name == o.name {
		return &o.file, nil
	}
	return fstest.MapFS{o.name: {}}.Open(name)
}

// sized is a file of a size that has nothing to do with what is read from it: its text again and again, to just beyond what is read.
type sized struct {
	text  string
	size  int64
	given int
}

func (s *sized) Stat() (fs.FileInfo, error) { return sizedInfo{s.size}, nil }
func (s *sized) Close() error               { return nil }
func (s *sized) Read(p []byte) (int, error) {
	if s.text == "" || s.given > lang.MaxFileBytes {
		return 0, io.EOF
	}
	n := copy(p, s.text)
	s.given += n
	return n, nil
}

type sizedInfo struct{ size int64 }

func (s sizedInfo) Name() string       { return "a.handoff.hcl" }
func (s sizedInfo) Size() int64        { return s.size }
func (s sizedInfo) Mode() fs.FileMode  { return 0o666 }
func (s sizedInfo) ModTime() time.Time { return time.Time{} }
func (s sizedInfo) IsDir() bool        { return false }
func (s sizedInfo) Sys() any           { return nil }

func TestSymlinkLoops(t *testing.T) {
	dir := t.TempDir()
	require.NoError(t, os.Symlink("a.handoff.hcl", dir+"/a.handoff.hcl"))
	require.NoError(t, os.Symlink(".", dir+"/self"))
	require.NoError(t, os.WriteFile(dir+"/b.handoff.hcl", []byte("team \"desk\" {}"), 0o644))
	m := lang.Load(os.DirFS(dir), lang.Options{})
	assert.Equal(t, []string{"a.handoff.hcl:1:1 syntax/unreadable"}, rules(m))
	assert.Len(t, m.Teams, 1)
}

func TestWhatBelongsToAWorkspace(t *testing.T) {
	m := lang.Load(files(
		"handoff.hcl", "workspace { name = \"Here\" }",
		"a.handoff.hcl", "team \"a\" {}",
		"deep/er/b.handoff.hcl", "team \"b\" {}",
		".hidden/c.handoff.hcl", "team \"c\" {}",
		"other/handoff.hcl", "",
		"other/d.handoff.hcl", "team \"d\" {}",
		"notes.hcl", "not a map",
	), lang.Options{})
	assert.Empty(t, rules(m))
	assert.Equal(t, "Here", m.Settings.Workspace.Name.Value)
	var names []string
	for _, team := range m.Teams {
		names = append(names, team.Name)
	}
	assert.Equal(t, []string{"a", "b"}, names)
}

// TestOrderNeverMatters splits the ITIL example into one file a block, in another order, and compares what is loaded.
func TestOrderNeverMatters(t *testing.T) {
	whole := lang.Load(os.DirFS("../examples/itil"), lang.Options{})
	require.Empty(t, rules(whole))
	split := fstest.MapFS{}
	n := 0
	for _, f := range whole.Files {
		if f.Path == lang.SettingsFile {
			split[f.Path] = &fstest.MapFile{Data: f.Source}
			continue
		}
		dir := ""
		if i := strings.LastIndexByte(f.Path, '/'); i >= 0 {
			dir = f.Path[:i+1] // schema and example are relative to the file
		}
		for _, block := range topBlocks(string(f.Source)) {
			split[fmt.Sprintf("%s%03d.handoff.hcl", dir, 999-n)] = &fstest.MapFile{Data: []byte(block)}
			n++
		}
	}
	require.NoError(t, fs.WalkDir(os.DirFS("../examples/itil"), ".", func(p string, d fs.DirEntry, err error) error {
		if strings.HasSuffix(p, ".json") {
			data, err := os.ReadFile("../examples/itil/" + p)
			split[p] = &fstest.MapFile{Data: data}
			return err
		}
		return err
	}))
	other := lang.Load(split, lang.Options{})
	require.Empty(t, rules(other))
	assert.Equal(t, references(whole), references(other))
}

// topBlocks cuts a formatted file after every line that closes a block at the margin.
func topBlocks(source string) []string {
	var out []string
	for _, piece := range strings.SplitAfter(source, "\n}\n") {
		if strings.TrimSpace(piece) != "" {
			out = append(out, piece)
		}
	}
	return out
}

// references counts every reference by where it stands and what it names, whatever the order.
func references(m *lang.Map) map[string]int {
	out := map[string]int{}
	for _, u := range m.Uses {
		from := ""
		if u.In != nil {
			from = u.In.Common().Address()
		}
		out[from+" "+u.Argument+" "+u.Address()]++
	}
	for _, d := range m.Declarations() {
		out[d.Common().Address()+" "+d.Common().Title.Value]++
	}
	return out
}

func TestWithoutErrorsEveryReferenceHasItsTarget(t *testing.T) {
	m := lang.Load(os.DirFS("../examples/itil"), lang.Options{})
	require.Empty(t, rules(m))
	require.NotEmpty(t, m.Uses)
	for _, u := range m.Uses {
		assert.Equal(t, lang.Resolved, u.State, "%s in %s", u.Written, u.Argument)
		assert.True(t, u.Target != nil || u.End || u.Argument == "moved.from", "%s has no target", u.Written)
	}
}

func TestLoadTwiceIsTheSame(t *testing.T) {
	for _, dir := range []string{"../examples/itil", "../examples/broken", "../testdata/lang/references", "../testdata/lang/arguments"} {
		first, second := lang.Load(os.DirFS(dir), lang.Options{}), lang.Load(os.DirFS(dir), lang.Options{})
		assert.Equal(t, first.Findings, second.Findings)
		assert.Equal(t, references(first), references(second))
	}
}

func TestIgnoreComments(t *testing.T) {
	m := lang.Load(files("a.handoff.hcl", `# handoff:ignore owner/no-contact, owner/unused until=2027-01-31 -- the desk opens in spring
team "desk" {
  title = "Desk" # handoff:ignore style/naming -- the name is theirs
  # handoff:ignore owner/retired -- binds to the contact
  contact {
    chat = "#desk"
  }
  # handoff:ignore owner/x -- nothing follows
}

// handoff:ignore owner/y
role "a" {}
`), lang.Options{})
	require.Empty(t, rules(m))
	got := []string{}
	for _, i := range m.Files[0].Ignores {
		got = append(got, fmt.Sprintf("%s|%s|%s|%d-%d", strings.Join(i.Rules.Values(), " "), i.Until.Text, i.Reason.Value, i.Covers.Start.Line, i.Covers.End.Line))
	}
	assert.Equal(t, []string{
		"owner/no-contact owner/unused|2027-01-31|the desk opens in spring|2-9",
		"style/naming||the name is theirs|3-3",
		"owner/retired||binds to the contact|5-7",
		"owner/x||nothing follows|0-0",
		"owner/y|||12-12",
	}, got)
	assert.Empty(t, m.Teams[0].Description.Value)
}

func TestImports(t *testing.T) {
	payments := files("p.handoff.hcl", "artifact \"refund\" {\n  field \"id\" { type = string }\n}\nprocess \"refund\" {\n  input \"request\" { artifact = artifact.refund }\n}\n")
	workspaces := map[string]fs.FS{
		"../payments": payments,
		"../broken":   files("b.handoff.hcl", "process \"x\" { owner = role.gone }"),
		"../empty":    files("readme.txt", ""),
		"../back":     files("b.handoff.hcl", "import \"us\" { source = \"../us\" }\nprocess \"x\" {}"),
		"../us":       files(),
		"../chain":    files("c.handoff.hcl", "import \"pay\" { source = \"../payments\" }\nteam \"t\" {}\n"),
	}
	options := lang.Options{ID: "../us", Import: func(_, source string) (fs.FS, string, error) {
		if w := workspaces[source]; w != nil {
			return w, source, nil
		}
		return nil, "", fs.ErrNotExist
	}}
	load := func(source string) *lang.Map { return lang.Load(files("a.handoff.hcl", source), options) }

	m := load("import \"payments\" { source = \"../payments\" }\ninterface \"i\" {\n  from = process.p\n  to = payments.process.refund.input.request\n  carries = payments.artifact.refund\n}\nprocess \"p\" {}\n")
	require.Empty(t, rules(m))
	port := m.Interfaces[0].To[0].Port()
	require.NotNil(t, port)
	assert.Equal(t, "payments.process.refund.input.request", port.Address())
	assert.Equal(t, "payments", port.Alias)
	assert.Equal(t, "../payments/p.handoff.hcl", port.Header.File)
	assert.Equal(t, "artifact \"refund\"", m.File("../payments/p.handoff.hcl").Text(port.Artifact.Artifact().Header))

	m = load("import \"payments\" { source = \"../payments\" }\nrole \"r\" { team = payments.process.refnd }\n")
	require.Equal(t, []string{"a.handoff.hcl:2:19 reference/unknown"}, rules(m))

	m = load("import \"chain\" { source = \"../chain\" }\nrole \"r\" { team = chain.team.tt }\nrole \"s\" { team = chain.pay.team.x }\n")
	assert.Equal(t, []string{"a.handoff.hcl:2:19 reference/unknown", "a.handoff.hcl:3:19 reference/unknown"}, rules(m), "that imports are not transitive hides nothing")
	assert.False(t, m.Incomplete)
	m = load("import \"payments\" { source = \"../payments\" }\nrole \"r\" { team = paymnts.team.x }\nrole \"s\" { team = paymnts.team.y }\n")
	require.Equal(t, []string{"a.handoff.hcl:2:19 reference/unknown"}, rules(m))
	assert.Equal(t, "There is no import `paymnts`.", m.Findings[0].Detail)
	m = load("import \"payments\" { source = \"../payments\" }\nrole \"r\" { team = payments.tem.x }\n")
	assert.Equal(t, "Did you mean `payments.team.x`?", m.Findings[0].Help)

	for source, want := range map[string]string{"../gone": "reference/import", "../broken": "reference/import", "../empty": "reference/import", "../back": "reference/cycle", "../us": "reference/cycle"} {
		m := load("import \"other\" { source = \"" + source + "\" }\nrole \"r\" { team = other.team.x }\n")
		got := rules(m)
		assert.Contains(t, got, "a.handoff.hcl:1:27 "+want, source)
		if source == "../gone" || source == "../empty" {
			assert.Len(t, got, 1, "names behind an import that cannot be read are not unknown")
			assert.True(t, m.Incomplete)
		}
	}
	assert.Equal(t, []string{"a.handoff.hcl:1:23 reference/import"}, rules(lang.Load(files("a.handoff.hcl", "import \"o\" { source = \"../payments\" }"), lang.Options{})))
}

// TestTablesHoldTogether checks what HCL itself would let pass: an argument and a block of one name, a row without words.
func TestTablesHoldTogether(t *testing.T) {
	seen := map[*lang.BlockType]bool{}
	var walk func(b *lang.BlockType)
	walk = func(b *lang.BlockType) {
		if seen[b] {
			return
		}
		seen[b] = true
		names := map[string]bool{}
		if b.Named {
			for _, a := range lang.CommonArguments() {
				names[a.Name] = true
			}
		}
		assert.NotEmpty(t, b.Doc, b.Name)
		for _, a := range b.Arguments {
			assert.False(t, names[a.Name], "%s has %s twice", b.Name, a.Name)
			names[a.Name] = true
			assert.NotEmpty(t, a.Doc, "%s.%s", b.Name, a.Name)
		}
		for _, i := range b.Blocks {
			assert.False(t, names[i.Type.Name], "%s has an argument and a block called %s", b.Name, i.Type.Name)
			names[i.Type.Name] = true
			walk(i.Type)
		}
	}
	for _, b := range slices.Concat(lang.BlockTypes(), lang.SettingsTypes()) {
		walk(b)
	}
	assert.Greater(t, len(seen), 30)
}

func TestTextsThatGrowAreStopped(t *testing.T) {
	var b strings.Builder
	b.WriteString("locals {\n  a0 = \"xxxxxxxx\"\n")
	for i := range 60 {
		fmt.Fprintf(&b, "  a%d = \"${local.a%d}${local.a%d}\"\n", i+1, i, i)
	}
	b.WriteString("}\n")
	m := lang.Load(files("a.handoff.hcl", b.String()), lang.Options{})
	require.Len(t, m.Findings, 1)
	assert.Equal(t, "syntax/value", m.Findings[0].Rule)
}

func FuzzLoad(f *testing.F) {
	for _, dir := range []string{"../examples/itil", "../examples/broken", "../testdata/lang"} {
		fsys := os.DirFS(dir)
		_ = fs.WalkDir(fsys, ".", func(p string, d fs.DirEntry, err error) error {
			if strings.HasSuffix(p, lang.FileSuffix) {
				source, _ := fs.ReadFile(fsys, p)
				f.Add(source)
			}
			return nil
		})
	}
	f.Fuzz(func(t *testing.T, source []byte) {
		m := lang.Load(fstest.MapFS{"a.handoff.hcl": {Data: source}}, lang.Options{})
		for _, x := range m.Findings {
			file := m.File(x.Range.File)
			if file == nil || x.Range.Start.Byte < 0 || x.Range.End.Byte > len(file.Source) || x.Range.Start.Byte > x.Range.End.Byte {
				t.Errorf("%s lies outside its file: %+v", x.Rule, x.Range)
			}
			if x.Rule == "" || x.Summary == "" || x.Severity == "" {
				t.Errorf("half a finding: %+v", x)
			}
		}
		if len(m.Findings) == 0 {
			for _, u := range m.Uses {
				if u.State != lang.Resolved {
					t.Errorf("%s is not resolved and nobody said so", u.Written)
				}
			}
		}
	})
}
