package preview

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"handoff/cmd/internal/product"
	"handoff/lang/finding"
)

const shop = `role "clerk" {}
process "selling" {
  title = "Sell"
  owner = role.clerk
}
`

// folder makes a map.
func folder(t *testing.T, files map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	for name, text := range files {
		write(t, filepath.Join(dir, name), text)
	}
	return dir
}

func write(t *testing.T, path, text string) {
	t.Helper()
	require.NoError(t, os.MkdirAll(filepath.Dir(path), 0o777))
	require.NoError(t, os.WriteFile(path, []byte(text), 0o666))
}

// serve shows a map until the test ends, and returns where.
func serve(t *testing.T, dir string, options Options) string {
	t.Helper()
	if options.Editor == "" {
		options.Editor = Editor(Editors[0].Link)
	}
	s, err := New(dir, options)
	require.NoError(t, err)
	return start(t, s)
}

func start(t *testing.T, s *Server) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	require.NoError(t, err)
	ctx, stop := context.WithCancel(context.Background())
	ended := make(chan error, 1)
	go func() { ended <- s.Serve(ctx, l) }()
	t.Cleanup(func() {
		stop()
		select {
		case err := <-ended:
			assert.NoError(t, err)
		case <-time.After(time.Minute):
			t.Error("it does not end")
		}
		assert.NoError(t, s.Close())
	})
	return "http://" + l.Addr().String()
}

// get asks for a path, with a header or two: "Origin: x".
func get(t *testing.T, url string, headers ...string) (*http.Response, string) {
	t.Helper()
	r, err := http.NewRequest(http.MethodGet, url, nil)
	require.NoError(t, err)
	for _, h := range headers {
		name, value, _ := strings.Cut(h, ": ")
		if name == "Host" {
			r.Host = value
		} else {
			r.Header.Set(name, value)
		}
	}
	answer, err := http.DefaultClient.Do(r)
	require.NoError(t, err)
	defer answer.Body.Close()
	body, err := io.ReadAll(answer.Body)
	require.NoError(t, err)
	return answer, string(body)
}

// shown is what a browser is told of the map.
type shown struct {
	Edition  int
	Stale    bool
	Message  string
	Places   []struct{ Address, Title string }
	Findings []told
	Sources  map[string][]string
}

func look(t *testing.T, at string) shown {
	t.Helper()
	_, body := get(t, at+"/live/data")
	var out shown
	require.NoError(t, json.Unmarshal([]byte(body), &out))
	return out
}

func (s shown) titles() string {
	var out []string
	for _, p := range s.Places {
		out = append(out, p.Title)
	}
	return strings.Join(out, " ")
}

// listener hears of editions as a browser does.
type listener struct {
	t     *testing.T
	lines chan string
}

func listenTo(t *testing.T, at string) *listener {
	t.Helper()
	ctx, stop := context.WithCancel(context.Background())
	t.Cleanup(stop)
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, at+"/live/events", nil)
	require.NoError(t, err)
	answer, err := http.DefaultClient.Do(r)
	require.NoError(t, err)
	require.Equal(t, "text/event-stream", answer.Header.Get("Content-Type"))
	l := &listener{t, make(chan string, 100)}
	go func() {
		defer answer.Body.Close()
		for s := bufio.NewScanner(answer.Body); s.Scan(); {
			if data, ok := strings.CutPrefix(s.Text(), "data: "); ok {
				l.lines <- data
			}
		}
		close(l.lines)
	}()
	l.wait(func() bool { return true })
	return l
}

// wait waits for editions until one is as expected.
func (l *listener) wait(expected func() bool) {
	l.t.Helper()
	late := time.After(time.Minute)
	for {
		select {
		case _, open := <-l.lines:
			require.True(l.t, open, "the stream has ended")
			if expected() {
				return
			}
		case <-late:
			l.t.Fatal("no edition came")
		}
	}
}

func TestASaveIsSeen(t *testing.T) {
	dir := folder(t, map[string]string{"shop.handoff.hcl": shop})
	at := serve(t, dir, Options{})
	one, two := listenTo(t, at), listenTo(t, at)
	title := func(want string) func() bool {
		return func() bool { return strings.Contains(look(t, at).titles(), want) }
	}
	file := filepath.Join(dir, "shop.handoff.hcl")

	// In place, for every browser.
	write(t, file, strings.Replace(shop, `"Sell"`, `"Sell more"`, 1))
	one.wait(title("Sell more"))
	two.wait(title("Sell more"))

	// By a rename, as many editors save.
	write(t, file+".tmp", strings.Replace(shop, `"Sell"`, `"Sell less"`, 1))
	require.NoError(t, os.Rename(file+".tmp", file))
	one.wait(title("Sell less"))

	// A file in a new folder, and again after it was written there.
	write(t, filepath.Join(dir, "new", "deep", "more.handoff.hcl"), "process \"packing\" {}\n")
	one.wait(title("Packing"))
	write(t, filepath.Join(dir, "new", "deep", "more.handoff.hcl"), "process \"packing\" {\n  title = \"Wrap\"\n}\n")
	one.wait(title("Wrap"))

	// A folder that is moved, and one that is moved in.
	require.NoError(t, os.Rename(filepath.Join(dir, "new"), filepath.Join(dir, "old")))
	one.wait(func() bool { return strings.HasPrefix(look(t, at).Sources["process/packing"][0], "old/deep/") })
	elsewhere := folder(t, map[string]string{"in/sub/x.handoff.hcl": "process \"billing\" {}\n"})
	require.NoError(t, os.Rename(filepath.Join(elsewhere, "in"), filepath.Join(dir, "in")))
	one.wait(title("Billing"))
	require.NoError(t, os.RemoveAll(filepath.Join(dir, "in")))
	one.wait(func() bool { return !title("Billing")() })
}

// What is saved after the first reading, and before anything is watched, is not lost.
func TestASaveBeforeTheFirstLookIsSeen(t *testing.T) {
	dir := folder(t, map[string]string{"shop.handoff.hcl": shop})
	s, err := New(dir, Options{Poll: time.Hour})
	require.NoError(t, err)
	write(t, filepath.Join(dir, "shop.handoff.hcl"), strings.Replace(shop, `"Sell"`, `"Sell early"`, 1))
	at := start(t, s)
	require.Eventually(t, func() bool { return strings.Contains(look(t, at).titles(), "Sell early") }, time.Minute, 10*time.Millisecond)
}

// Where the system tells nothing, the looks find it.
func TestFilesAreLookedAt(t *testing.T) {
	dir := folder(t, map[string]string{"shop.handoff.hcl": shop})
	s, err := New(dir, Options{})
	require.NoError(t, err)
	defer s.Close()
	w := &watcher{workspace: s.open}
	before := w.look(nil)
	assert.Equal(t, before, w.look(nil))
	write(t, filepath.Join(dir, ".hidden", "x.handoff.hcl"), "process \"x\" {}\n")
	write(t, filepath.Join(dir, "notes.txt"), "nothing of the map")
	write(t, filepath.Join(dir, "own", "handoff.hcl"), "")
	write(t, filepath.Join(dir, "own", "x.handoff.hcl"), "")
	assert.Equal(t, before, w.look(nil), "none of them belongs to the map")
	write(t, filepath.Join(dir, "x.handoff.hcl"), "process \"x\" {}\n")
	assert.NotEqual(t, before, w.look(nil))
}

func TestTheLastGoodPictureStays(t *testing.T) {
	dir := folder(t, map[string]string{"shop.handoff.hcl": shop})
	at := serve(t, dir, Options{})
	l := listenTo(t, at)
	file := filepath.Join(dir, "shop.handoff.hcl")

	write(t, file, shop+"process \"pack\n")
	l.wait(func() bool { return look(t, at).Stale })
	broken := look(t, at)
	assert.Contains(t, broken.titles(), "Sell")
	assert.Contains(t, broken.Message, "last picture")
	require.NotEmpty(t, broken.Findings)
	assert.Equal(t, finding.Error, broken.Findings[0].Severity)
	assert.Equal(t, "shop.handoff.hcl:6", broken.Findings[0].At)
	assert.Contains(t, broken.Findings[0].Open, "vscode://file/")
	assert.True(t, strings.HasSuffix(broken.Findings[0].Open, "shop.handoff.hcl:6:14"), broken.Findings[0].Open)

	// A whole map that does not compile is shown as it is.
	write(t, file, strings.Replace(shop, "owner = role.clerk", "owner = role.clrk", 1)+"process \"packing\" {}\n")
	l.wait(func() bool { return strings.Contains(look(t, at).titles(), "Packing") })
	assert.False(t, look(t, at).Stale)
	assert.Equal(t, "reference/unknown", look(t, at).Findings[0].Rule)

	// Nor does it go when the map does.
	require.NoError(t, os.Remove(file))
	l.wait(func() bool { return look(t, at).Stale })
	assert.Contains(t, look(t, at).Message, "No map in")
	assert.Contains(t, look(t, at).titles(), "Packing")
	write(t, file, shop)
	l.wait(func() bool { return !look(t, at).Stale })
}

// A folder without a map is waited for.
func TestAMapThatIsNotThereYet(t *testing.T) {
	dir := folder(t, nil)
	at := serve(t, dir, Options{})
	answer, _ := get(t, at+"/")
	assert.Equal(t, http.StatusOK, answer.StatusCode)
	assert.Contains(t, look(t, at).Message, "No map in")
	l := listenTo(t, at)
	write(t, filepath.Join(dir, "shop.handoff.hcl"), shop)
	l.wait(func() bool { return strings.Contains(look(t, at).titles(), "Sell") })

	_, err := New(filepath.Join(dir, "nowhere"), Options{})
	assert.ErrorContains(t, err, "there is no file or folder")
}

func TestOnlyOurOwnPagesAreAnswered(t *testing.T) {
	dir := folder(t, map[string]string{"shop.handoff.hcl": shop, "secret.txt": "hush"})
	at := serve(t, dir, Options{})
	_, port, _ := net.SplitHostPort(strings.TrimPrefix(at, "http://"))
	for _, test := range []struct {
		path    string
		headers []string
		want    int
	}{
		{"/", nil, 200},
		{"/", []string{"Host: localhost:" + port}, 200},
		{"/", []string{"Host: evil.example:" + port}, 421},
		{"/", []string{"Host: localhost:1"}, 421},
		{"/", []string{"Host: 127.0.0.1.nip.io:" + port}, 421},
		{"/live/data", []string{"Origin: http://localhost:" + port}, 200},
		{"/live/data", []string{"Origin: http://evil.example"}, 403},
		{"/live/data", []string{"Origin: https://localhost:" + port}, 403},
		{"/live/data", []string{"Origin: null"}, 403},
		{"/live/events", []string{"Origin: http://evil.example"}, 403},
		{"/live/data", []string{"Sec-Fetch-Site: cross-site", "Sec-Fetch-Mode: no-cors"}, 403},
		{"/live/data", []string{"Sec-Fetch-Site: same-site", "Sec-Fetch-Mode: cors"}, 403},
		{"/", []string{"Sec-Fetch-Site: cross-site", "Sec-Fetch-Mode: navigate", "Sec-Fetch-Dest: document"}, 200},
		{"/", []string{"Sec-Fetch-Site: cross-site", "Sec-Fetch-Mode: navigate", "Sec-Fetch-Dest: iframe"}, 403},
		{"/live/picture?id=../secret.txt", nil, 404},
		{"/live/live.js", nil, 404},
		{"/secret.txt", nil, 404},
		{"/shop.handoff.hcl", nil, 404},
		{"/live/docs.js", nil, 200},
	} {
		answer, body := get(t, at+test.path, test.headers...)
		assert.Equal(t, test.want, answer.StatusCode, "%s %v", test.path, test.headers)
		assert.NotContains(t, body, "hush")
		assert.Equal(t, "nosniff", answer.Header.Get("X-Content-Type-Options"))
	}
	r, err := http.Post(at+"/live/data", "text/plain", nil)
	require.NoError(t, err)
	assert.Equal(t, http.StatusMethodNotAllowed, r.StatusCode)

	// Paths that clients do not clean by themselves.
	for _, path := range []string{"/docs/../secret.txt", "/docs/%2e%2e/secret.txt", "/docs/..%2fsecret.txt", "//secret.txt", "/../secret.txt"} {
		c, err := net.Dial("tcp", strings.TrimPrefix(at, "http://"))
		require.NoError(t, err)
		_, err = fmt.Fprintf(c, "GET %s HTTP/1.1\r\nHost: localhost:%s\r\nConnection: close\r\n\r\n", path, port)
		require.NoError(t, err)
		raw, err := io.ReadAll(c)
		require.NoError(t, err)
		status := strings.Fields(string(raw))[1]
		assert.Contains(t, "404 301 307 400", status, path)
		assert.NotContains(t, string(raw), "hush", path)
		_ = c.Close()
	}
}

// The page allows its own scripts and this server, and nothing else.
func TestThePageIsHeldToAPolicy(t *testing.T) {
	at := serve(t, folder(t, map[string]string{"shop.handoff.hcl": strings.Replace(shop, `"Sell"`, `"</script><img src=x onerror=alert(1)>"`, 1)}), Options{})
	answer, body := get(t, at+"/")
	policy := answer.Header.Get("Content-Security-Policy")
	assert.Contains(t, policy, "default-src 'none'")
	assert.Contains(t, policy, "connect-src 'self'")
	assert.Contains(t, policy, "frame-ancestors 'none'")
	assert.NotContains(t, policy, "unsafe")
	assert.False(t, strings.Contains(body, "</script><img"), "a title ends no script")
	assert.NotContains(t, body, `http-equiv="Content-Security-Policy"`)
	_, data := get(t, at+"/live/data")
	assert.NotContains(t, data, "<img")
	answer, _ = get(t, at+"/live/text?page=process/selling")
	assert.Contains(t, answer.Header.Get("Content-Security-Policy"), "default-src 'none'")
}

func TestWhoWantsAPictureAtTheSameTimeWaitsForOneDrawing(t *testing.T) {
	var p pictures
	var drawn atomic.Int32
	release := make(chan struct{})
	draw := func(context.Context) ([]byte, error) {
		drawn.Add(1)
		<-release
		return []byte("picture"), nil
	}
	got := make(chan string, 3)
	for range 3 {
		go func() {
			content, err := p.get(context.Background(), "a", draw)
			got <- fmt.Sprint(string(content), err)
		}()
	}
	gone, cancel := context.WithCancel(context.Background())
	cancel()
	_, err := p.get(gone, "a", draw)
	assert.ErrorIs(t, err, context.Canceled, "who goes away does not wait")
	close(release)
	for range 3 {
		assert.Equal(t, "picture<nil>", <-got)
	}
	assert.EqualValues(t, 1, drawn.Load())

	failing := errors.New("no worker")
	_, err = p.get(context.Background(), "b", func(context.Context) ([]byte, error) { return nil, failing })
	assert.ErrorIs(t, err, failing)
	content, err := p.get(context.Background(), "b", func(context.Context) ([]byte, error) { return []byte("now"), nil })
	require.NoError(t, err)
	assert.Equal(t, "now", string(content), "what failed is tried again")

	for n := range maxPictures + 50 {
		_, err := p.get(context.Background(), fmt.Sprint(n), func(context.Context) ([]byte, error) { return nil, nil })
		require.NoError(t, err)
	}
	assert.LessOrEqual(t, len(p.drawn), maxPictures)
}

// A picture that a save leaves as it is has the mark that it had.
func TestMarksChangeWithPictures(t *testing.T) {
	marks := func(text string) map[string]string {
		s, err := New(folder(t, map[string]string{"handoff.hcl": "workspace { name = \"Shop\" }\n", "shop.handoff.hcl": text}), Options{})
		require.NoError(t, err)
		defer s.Close()
		e, _ := s.now()
		out := map[string]string{}
		for _, v := range e.Live.Views {
			out[v.ID] = v.Mark
		}
		return out
	}
	two := shop + "process \"packing\" {\n  owner = role.clerk\n  step \"wrap\" {\n    by = role.clerk\n  }\n}\n"
	before, after := marks(two+"\n\n"), marks(strings.Replace(two, `"wrap" {`, "\"wrap\" {\n    title = \"Wrap it\"", 1))
	assert.Equal(t, before["landscape@home"], after["landscape@home"])
	assert.NotEmpty(t, before["process@process/packing"])
	assert.NotEqual(t, before["process@process/packing"], after["process@process/packing"])
}

func TestEditors(t *testing.T) {
	at := finding.Range{File: "a b/ü&x.handoff.hcl", Start: finding.Pos{Line: 3, Column: 7}}
	for _, test := range []struct{ name, want string }{
		{"vscode", "vscode://file/maps/a%20b/%C3%BC&x.handoff.hcl:3:7"},
		{"idea", "idea://open?file=%2Fmaps%2Fa+b%2F%C3%BC%26x.handoff.hcl&line=3&column=7"},
		{"none", ""},
		{"x-ed://{file}#{line}", "x-ed://maps/a%20b/%C3%BC&x.handoff.hcl#3"},
	} {
		e, err := EditorNamed(test.name)
		require.NoError(t, err)
		assert.Equal(t, test.want, e.Link("/maps", at), test.name)
		assert.Empty(t, e.Link("/maps", finding.Range{}))
	}
	for _, bad := range []string{"emacs", "javascript:alert('{file}')", "JavaScript:alert('{file}')", "data:text/html,{file}", "{file}", "no scheme {file}:"} {
		_, err := EditorNamed(bad)
		assert.Error(t, err, bad)
	}
}

// The empty page is one, too.
func TestEmpty(t *testing.T) {
	assert.Contains(t, string(product.Empty("Preview").Shell("")), "<title>Preview</title>")
	assert.Empty(t, product.Empty("Preview").Text("home"))
	assert.Empty(t, product.Empty("Preview").Site(context.Background(), product.Pen{}))
}
