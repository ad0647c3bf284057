package main

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/rogpeppe/go-internal/testscript"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"handoff": main})
}

// The command line as its users see it: each script in testdata/cmd sets up files, runs the program and compares.
func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir:           filepath.Join("..", "..", "testdata", "cmd"),
		UpdateScripts: os.Getenv("HANDOFF_UPDATE") == "1",
		Setup: func(env *testscript.Env) error {
			// The drawing worker is built from source once, into the real cache.
			for _, name := range []string{"HOME", "XDG_CACHE_HOME", "LocalAppData", "GOPATH", "GOMODCACHE", "GOPROXY", "GOFLAGS"} {
				if value, ok := os.LookupEnv(name); ok {
					env.Setenv(name, value)
				}
			}
			examples, err := filepath.Abs(filepath.Join("..", "..", "examples"))
			env.Setenv("EXAMPLES", examples)
			env.Setenv("BIN", filepath.SplitList(os.Getenv("PATH"))[0])
			return err
		},
		Condition: func(name string) (bool, error) {
			if name == "root" { // whom no permission keeps out
				return os.Geteuid() == 0, nil
			}
			return false, fmt.Errorf("no condition %q", name)
		},
		Cmds: map[string]func(ts *testscript.TestScript, neg bool, args []string){
			"fill":  fill,
			"utf16": toUTF16,
			"crlf":  toCRLF,
		},
	})
}

// fill writes a text many times over: fill FILE COUNT TEXT.
func fill(ts *testscript.TestScript, _ bool, args []string) {
	count, err := strconv.Atoi(args[1])
	ts.Check(err)
	text, err := strconv.Unquote(`"` + args[2] + `"`)
	ts.Check(err)
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), []byte(strings.Repeat(text, count)), 0o666))
}

// utf16 saves a file as Windows editors once did: utf16 FILE.
func toUTF16(ts *testscript.TestScript, _ bool, args []string) {
	out := []byte{0xff, 0xfe}
	for _, u := range utf16.Encode([]rune(ts.ReadFile(args[0]))) {
		out = append(out, byte(u), byte(u>>8))
	}
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), out, 0o666))
}

// crlf gives a file the line ends of Windows, and a byte order mark: crlf FILE.
func toCRLF(ts *testscript.TestScript, _ bool, args []string) {
	text := bytes.ReplaceAll([]byte(ts.ReadFile(args[0])), []byte("\n"), []byte("\r\n"))
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), append([]byte("\ufeff"), text...), 0o666))
}
