package preview

import (
	"context"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// FuzzRequest: whoever asks for whatever gets an answer, never a file of the machine, never anything that changes something, and nothing but a refusal
// where the question comes from somewhere else.
func FuzzRequest(f *testing.F) {
	dir := f.TempDir()
	require.NoError(f, os.WriteFile(filepath.Join(dir, "a.handoff.hcl"), []byte(shop), 0o600))
	require.NoError(f, os.WriteFile(filepath.Join(dir, "secret.txt"), []byte("the secret of the house"), 0o600))
	s, err := New(dir, Options{Editor: Editor(Editors[0].Link)})
	require.NoError(f, err)
	f.Cleanup(func() { _ = s.Close() })
	s.allow(&net.TCPAddr{IP: net.IPv4(127, 0, 0, 1), Port: 8080})
	handler := s.Handler()
	const here = "127.0.0.1:8080"
	for _, path := range []string{"/", "/map.html", "/live/data", "/live/picture?id=landscape/landscape", "/live/picture?id=%00", "/live/text?page=process/selling", "/live/text?page=../../secret.txt", "/docs/index.html",
		"/docs/../secret.txt", "/docs/%2e%2e/secret.txt", "/docs//etc/passwd", "/docs/process/selling.html?x=1", "/favicon.ico", "/live/docs.js", `/docs/..\secret.txt`} {
		f.Add("GET", path, here, "", "")
		f.Add("GET", path, "evil.example", "http://evil.example", "cross-site")
	}
	f.Add("POST", "/", here, "", "")
	f.Fuzz(func(t *testing.T, method, target, host, origin, site string) {
		u, err := url.ParseRequestURI(target)
		if err != nil || !strings.HasPrefix(u.Path, "/") || u.Path == "/live/events" { // which does not end
			return
		}
		r := &http.Request{Method: method, URL: u, Host: host, Header: http.Header{}, RequestURI: target, Proto: "HTTP/1.1", ProtoMajor: 1, ProtoMinor: 1, Body: http.NoBody}
		r = r.WithContext(context.Background())
		if origin != "" {
			r.Header.Set("Origin", origin)
		}
		if site != "" {
			r.Header.Set("Sec-Fetch-Site", site)
		}
		w := httptest.NewRecorder()
		handler.ServeHTTP(w, r)
		body := w.Body.String()
		require.NotContains(t, body, "the secret of the house")
		require.NotContains(t, body, "root:x:0:0")
		require.Equal(t, "nosniff", w.Header().Get("X-Content-Type-Options"))
		require.Less(t, w.Code, 500, "%s %q: %s", method, target, body)
		if host != here && host != "localhost:8080" && host != "[::1]:8080" {
			require.Equal(t, http.StatusMisdirectedRequest, w.Code)
		}
		if origin != "" && origin != "http://"+here && !strings.Contains(origin, "localhost:8080") && !strings.Contains(origin, "127.0.0.1:8080") && !strings.Contains(origin, "[::1]:8080") {
			require.GreaterOrEqual(t, w.Code, 400)
		}
		if method != http.MethodGet && method != http.MethodHead {
			require.GreaterOrEqual(t, w.Code, 400)
		}
	})
}
