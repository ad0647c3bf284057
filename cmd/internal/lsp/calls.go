package lsp

// Handoffs as a hierarchy of calls: what comes into a process is a call of it, what leaves it is a call it makes.

import (
	"encoding/json"

	"handoff/graph"
	"handoff/lang"
)

// prepareCalls answers the process that a place is about.
func (s *server) prepareCalls(p at) (any, error) {
	at := s.spot(p.TextDocument.URI, p.Position)
	if at == nil || at.folder == nil || at.folder.checked == nil {
		return nil, nil
	}
	f := at.folder
	var process *lang.Process
	if found, _ := at.meaning(); found != nil {
		switch d := found.decl.(type) {
		case *lang.Process:
			process = d
		case *lang.Port:
			process = d.Process
		case *lang.Step:
			process = d.Process
		case *lang.Interface:
			if n := f.checked.Graph.Interface(d); n != nil && n.Sender != nil {
				process = n.Sender.Process
			}
		}
	}
	if process == nil {
		if b := at.block.up("process"); b != nil {
			process, _ = at.lookup("process." + b.label).(*lang.Process)
		}
	}
	if process == nil {
		return nil, nil
	}
	g, d := f.node(process)
	if g == nil {
		return nil, nil
	}
	known, _ := d.(*lang.Process)
	if n := g.Process(known); n != nil {
		return []callItem{f.item(n, nil)}, nil
	}
	return nil, nil
}

// item is a process as the client lists it, with the handoff that led to it.
func (f *folder) item(n *graph.Process, via *graph.Handoff) callItem {
	in := f.placer(f.checked.Map)
	out := callItem{
		Name: n.DisplayName(), Kind: symbolModule, URI: f.uri(n.Body.File), Range: in.span(n.Body), SelectionRange: in.span(n.NameRange),
		Data: f.kept.Root + "\x00" + n.Address(),
	}
	if via != nil {
		out.Detail = "by " + via.Interface.DisplayName()
		if via.Sent != nil {
			out.Detail += " (" + via.Sent.DisplayName() + ")"
		}
	}
	return out
}

type callParams struct {
	Item struct {
		Data json.RawMessage `json:"data"`
	} `json:"item"`
}

// caller finds the process of an item.
func (s *server) caller(p callParams) (*folder, *graph.Process) {
	var data string
	if json.Unmarshal(p.Item.Data, &data) != nil {
		return nil, nil
	}
	for root, f := range s.folders {
		if len(data) <= len(root) || data[:len(root)+1] != root+"\x00" || f.checked == nil {
			continue
		}
		if d, ok := f.checked.Map.Lookup(data[len(root)+1:]).(*lang.Process); ok {
			return f, f.checked.Graph.Process(d)
		}
	}
	return nil, nil
}

// incoming answers the handoffs that arrive at a process.
func (s *server) incoming(p callParams) (any, error) {
	out := []incomingCall{}
	f, n := s.caller(p)
	if n == nil {
		return out, nil
	}
	for _, h := range n.In {
		out = append(out, incomingCall{f.item(h.Sender, h), f.leaves(h)})
	}
	return out, nil
}

// outgoing answers the handoffs that leave a process.
func (s *server) outgoing(p callParams) (any, error) {
	out := []outgoingCall{}
	f, n := s.caller(p)
	if n == nil {
		return out, nil
	}
	for _, h := range n.Out {
		out = append(out, outgoingCall{f.item(h.Receiver, h), f.leaves(h)})
	}
	return out, nil
}

// leaves is where a handoff leaves its sender, in the sender's own file: the output, or the process where that is implied.
func (f *folder) leaves(h *graph.Handoff) []textRange {
	r := h.Sender.NameRange
	if h.Output != nil && h.Output.Declared != nil {
		r = h.Output.Declared.NameRange
	}
	return []textRange{f.placer(f.checked.Map).span(r)}
}
