package preview

import (
	"net"
	"net/http"
	"net/url"
	"strconv"
)

// A page that somebody else wrote, open in the same browser, must not read the map: it could ask this server, by its address or by a name that it lets
// point to this machine. So the name that was asked for must be one of this machine's own, and who asks must be a page of ours or the person.

// allow notes under which names this server may be asked.
func (s *Server) allow(a net.Addr) {
	tcp, ok := a.(*net.TCPAddr)
	if !ok {
		return
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	port := strconv.Itoa(tcp.Port)
	for _, name := range []string{"localhost", "127.0.0.1", "::1"} {
		s.hosts[net.JoinHostPort(name, port)] = true
	}
}

// guarded lets through what our own pages ask.
func (s *Server) guarded(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("X-Frame-Options", "DENY")
		h.Set("Referrer-Policy", "no-referrer")
		h.Set("Cross-Origin-Resource-Policy", "same-origin")
		h.Set("Cross-Origin-Opener-Policy", "same-origin")
		h.Set("Cache-Control", "no-store")
		switch {
		case !s.ours(r.Host):
			http.Error(w, "This server answers for localhost only.", http.StatusMisdirectedRequest)
		case !s.fromUs(r):
			http.Error(w, "This server answers its own pages only.", http.StatusForbidden)
		case r.Method != http.MethodGet && r.Method != http.MethodHead:
			h.Set("Allow", "GET, HEAD")
			http.Error(w, "There is nothing to change here.", http.StatusMethodNotAllowed)
		default:
			next.ServeHTTP(w, r)
		}
	})
}

func (s *Server) ours(host string) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.hosts[host]
}

// fromUs reports whether a request comes from a page of ours, or is somebody who opens one.
func (s *Server) fromUs(r *http.Request) bool {
	if origin := r.Header.Get("Origin"); origin != "" {
		u, err := url.Parse(origin)
		return err == nil && u.Scheme == "http" && s.ours(u.Host)
	}
	switch r.Header.Get("Sec-Fetch-Site") {
	case "", "none", "same-origin":
		return true
	}
	// A link on another page may lead here; nothing else of it may.
	return r.Header.Get("Sec-Fetch-Mode") == "navigate" && r.Header.Get("Sec-Fetch-Dest") == "document"
}
