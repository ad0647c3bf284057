// Package lsp answers editors: the Language Server Protocol over one connection, on the same engine as `handoff check`, with what is not
// saved laid over the files.
//
// One goroutine, the desk, does everything that touches the state of the server, one message after the other, so that nothing here needs a
// lock and no answer mixes two states of a text. What takes long (reading and checking a whole map) runs beside it, on a map that is not
// changed by anybody, and puts its result on the desk.
//
// What is said of a change, and when, in three steps:
//
//	at once       the changed file is read anew and held to the rest of the map as it was loaded last (lang.Map.Glance): syntax, names, types,
//	              and those rules that look no farther than a block and its neighbours (analysis.Near). What the others found before stays
//	              where it was, moved along with the text.
//	after a pause the whole map is loaded: compile errors everywhere.
//	then          the rules look at the whole map. A key that is pressed meanwhile stops them.
//
// A text that does not parse keeps its error to itself: rules and pages go on with what it said when it last did.
package lsp

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"runtime/debug"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/sourcegraph/jsonrpc2"
)

// Errors of the protocol beside those of JSON-RPC.
const (
	codeNotInitialized  = -32002
	codeRequestFailed   = -32803
	codeRequestCanceled = -32800
)

// ErrNoShutdown says that the client went away, or told the server to exit, without asking it to shut down first.
var ErrNoShutdown = errors.New("the editor went away without asking the language server to shut down")

// Options are what a server is told by whoever starts it.
type Options struct {
	Version string    // of the program
	Log     io.Writer // never the connection
	Today   func() time.Time
	// Cache is a folder that the pages of rules may be written into, for codes to link to; "" for no links.
	Cache string
	// Pause is how long nothing must be typed before the whole map is looked at, at most; zero for 150 ms.
	Pause time.Duration
	// Patience is how long a map may take to be read first before others are answered meanwhile; zero for a second.
	Patience time.Duration

	reading func() // is called before a map is first read; for tests
}

// Serve answers the client at the other end of the connection until it goes away.
func Serve(ctx context.Context, conn io.ReadWriteCloser, options Options) error {
	if options.Pause == 0 {
		options.Pause = 150 * time.Millisecond
	}
	if options.Patience == 0 {
		options.Patience = time.Second
	}
	if options.Log == nil {
		options.Log = io.Discard
	}
	if options.Today == nil {
		options.Today = time.Now
	}
	s := &server{options: options, methods: methods(), folders: map[string]*folder{}, documents: map[string]*document{}, canceled: map[jsonrpc2.ID]bool{}, waiting: map[jsonrpc2.ID]bool{}}
	s.ready = sync.NewCond(&s.mu)
	in := newStream(conn)
	in.end = s.drain
	s.conn = jsonrpc2.NewConn(ctx, in, s, jsonrpc2.SetLogger(quiet{s}))
	done := make(chan struct{})
	go func() {
		s.desk()
		close(done)
	}()
	<-s.conn.DisconnectNotify()
	if err := in.broken(); err != nil { // jsonrpc2 logs it, too, but maybe after this program has ended
		s.logf("protocol error: %v", err)
	}
	s.put(task{stop: true})
	<-done
	for _, f := range s.folders {
		f.close()
	}
	s.running.Wait()
	if !s.isShutdown() {
		return ErrNoShutdown
	}
	return nil
}

// server is one connection.
type server struct {
	options Options
	conn    *jsonrpc2.Conn
	methods []method
	running sync.WaitGroup // of whole maps

	mu       sync.Mutex
	ready    *sync.Cond
	tasks    []task
	waiting  map[jsonrpc2.ID]bool // requests on the desk
	canceled map[jsonrpc2.ID]bool
	shutdown bool

	// What follows is the desk's.
	initialized bool
	units       units
	client      capabilities
	roots       []string // folders the client has open, as it spells them
	folders     map[string]*folder
	documents   map[string]*document
	pages       *pages
}

// task is what lies on the desk: a message, or something to do.
type task struct {
	request *jsonrpc2.Request
	do      func()
	stop    bool
}

// put lays a task on the desk.
func (s *server) put(t task) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.tasks = append(s.tasks, t)
	if t.request != nil && !t.request.Notif {
		s.waiting[t.request.ID] = true
	}
	s.ready.Signal()
}

// next takes the first task.
func (s *server) next() task {
	s.mu.Lock()
	defer s.mu.Unlock()
	for len(s.tasks) == 0 {
		s.ready.Wait()
	}
	t := s.tasks[0]
	s.tasks = s.tasks[1:]
	return t
}

// coming reports whether a message of that method about the same document lies on the desk.
func (s *server) coming(method, uri string) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.ContainsFunc(s.tasks, func(t task) bool {
		if t.request == nil || t.request.Method != method || t.request.Params == nil {
			return false
		}
		var p struct {
			TextDocument documentID `json:"textDocument"`
		}
		return json.Unmarshal(*t.request.Params, &p) == nil && p.TextDocument.URI == uri
	})
}

// Handle takes a message off the connection. It never waits for the desk.
func (s *server) Handle(_ context.Context, _ *jsonrpc2.Conn, r *jsonrpc2.Request) {
	switch r.Method {
	case "$/cancelRequest":
		var p struct {
			ID jsonrpc2.ID `json:"id"`
		}
		if r.Params == nil || json.Unmarshal(*r.Params, &p) != nil {
			return
		}
		s.mu.Lock()
		if s.waiting[p.ID] {
			s.canceled[p.ID] = true
		}
		s.mu.Unlock()
	case "exit": // after what was asked before it
		s.put(task{do: func() { _ = s.conn.Close() }})
	default:
		s.put(task{request: r})
	}
}

// drain waits until everything that lies on the desk is answered: a client that has said all it has to say may still listen.
func (s *server) drain() {
	done := make(chan struct{})
	s.put(task{do: func() { close(done) }})
	select {
	case <-done:
	case <-time.After(5 * time.Second):
	}
}

func (s *server) isShutdown() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.shutdown
}

// desk does what lies on it until told to stop.
func (s *server) desk() {
	for {
		t := s.next()
		switch {
		case t.stop:
			return
		case t.do != nil:
			s.guard("a task", t.do)
		default:
			s.message(t.request)
		}
	}
}

// guard keeps a mistake in one answer from ending the server.
func (s *server) guard(what string, do func()) (failed error) {
	defer func() {
		if problem := recover(); problem != nil {
			failed = fmt.Errorf("handoff failed on %s: %v", what, problem)
			s.logf("%v\n%s", failed, debug.Stack())
			s.tell(1, failed.Error()+". This is a mistake in handoff; please report it.")
		}
	}()
	do()
	return nil
}

// message answers one message.
func (s *server) message(r *jsonrpc2.Request) {
	ctx := context.Background()
	if !r.Notif {
		s.mu.Lock()
		canceled := s.canceled[r.ID]
		delete(s.canceled, r.ID)
		delete(s.waiting, r.ID)
		s.mu.Unlock()
		if canceled {
			_ = s.conn.ReplyWithError(ctx, r.ID, &jsonrpc2.Error{Code: codeRequestCanceled, Message: "canceled"})
			return
		}
	}
	answer, err := s.answer(r)
	if r.Notif {
		if err != nil {
			s.logf("%s: %v", r.Method, err)
		}
		return
	}
	if err == nil {
		err = s.conn.Reply(ctx, r.ID, answer)
	} else {
		var known *jsonrpc2.Error
		if !errors.As(err, &known) {
			known = &jsonrpc2.Error{Code: codeRequestFailed, Message: err.Error()}
		}
		err = s.conn.ReplyWithError(ctx, r.ID, known)
	}
	if err != nil && !errors.Is(err, jsonrpc2.ErrClosed) {
		s.logf("%s: %v", r.Method, err)
	}
}

// answer finds out what a message wants, and does it.
func (s *server) answer(r *jsonrpc2.Request) (out any, err error) {
	switch {
	case s.isShutdown():
		return nil, &jsonrpc2.Error{Code: jsonrpc2.CodeInvalidRequest, Message: "the server has been shut down"}
	case r.Method == "initialize" && s.initialized:
		return nil, &jsonrpc2.Error{Code: jsonrpc2.CodeInvalidRequest, Message: "the server is initialized already"}
	case r.Method != "initialize" && !s.initialized:
		if r.Notif {
			return nil, nil // as the protocol has it
		}
		return nil, &jsonrpc2.Error{Code: codeNotInitialized, Message: "the server is not initialized yet"}
	}
	m := s.method(r.Method)
	if m == nil {
		if r.Notif {
			return nil, nil // notifications that are not known are for others
		}
		return nil, &jsonrpc2.Error{Code: jsonrpc2.CodeMethodNotFound, Message: "there is no method " + r.Method}
	}
	var params json.RawMessage
	if r.Params != nil {
		params = *r.Params
	}
	failed := s.guard(r.Method, func() { out, err = m.answer(s, params) })
	if failed != nil {
		return nil, &jsonrpc2.Error{Code: jsonrpc2.CodeInternalError, Message: failed.Error()}
	}
	return out, err
}

// method is one message that is understood.
type method struct {
	name   string
	answer func(*server, json.RawMessage) (any, error)
}

func (s *server) method(name string) *method {
	for i := range s.methods {
		if s.methods[i].name == name {
			return &s.methods[i]
		}
	}
	return nil
}

// asks makes a method of a function that takes the parameters of its message.
func asks[P any](name string, f func(*server, P) (any, error)) method {
	return method{name, func(s *server, raw json.RawMessage) (any, error) {
		var p P
		if len(raw) > 0 {
			if err := json.Unmarshal(raw, &p); err != nil {
				return nil, &jsonrpc2.Error{Code: jsonrpc2.CodeInvalidParams, Message: fmt.Sprintf("the parameters of %s cannot be read: %v", name, err)}
			}
		}
		return f(s, p)
	}}
}

// notes makes a method of a function that answers nothing.
func notes[P any](name string, f func(*server, P)) method {
	return asks(name, func(s *server, p P) (any, error) {
		f(s, p)
		return nil, nil
	})
}

// logf writes a line to the log, which is never the connection.
func (s *server) logf(format string, args ...any) {
	fmt.Fprintf(s.options.Log, "handoff lsp: "+format+"\n", args...)
}

// tell shows a line in the editor's log: 1 error, 2 warning, 3 information.
func (s *server) tell(kind int, message string) {
	_ = s.conn.Notify(context.Background(), "window/logMessage", map[string]any{"type": kind, "message": message})
}

// request asks the client for something, and does not wait for the answer.
func (s *server) request(method string, params any) {
	go func() {
		ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
		defer cancel()
		_ = s.conn.Call(ctx, method, params, nil)
	}()
}

// quiet is the log of the connection: what a broken client does is no news to its user.
type quiet struct{ *server }

func (q quiet) Printf(format string, v ...any) {
	if text := fmt.Sprintf(format, v...); !strings.HasPrefix(text, "jsonrpc2: protocol error:") { // Serve tells it
		q.logf("%s", text)
	}
}

// watch ends the connection when the client's process is gone, for clients that leave their end of the pipe to others.
func (s *server) watch(pid int) {
	p, err := os.FindProcess(pid)
	if err != nil {
		return
	}
	go func() {
		tick := time.NewTicker(5 * time.Second)
		defer tick.Stop()
		for {
			select {
			case <-s.conn.DisconnectNotify():
				return
			case <-tick.C:
				if gone(p) {
					_ = s.conn.Close()
					return
				}
			}
		}
	}()
}
