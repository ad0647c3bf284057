package render

import (
	"fmt"
	"math/rand/v2"
	"strings"
)

// The views that tests draw: two as a person would write them, one that is as nasty as a map can get, and generated ones of any size.

func landscapeView() View {
	return View{
		Kind:        "landscape",
		Title:       "IT service management",
		Description: "Processes by team and what they hand to each other.",
		Groups: []Group{
			{ID: "team.service_desk", Label: "Service Desk", Page: "team/service_desk"},
			{ID: "team.engineering", Label: "Engineering", Page: "team/engineering"},
			{ID: "team.change", Label: "Change & Release", Page: "team/change"},
		},
		Nodes: []Node{
			{ID: "process.monitoring", Label: "Monitoring", Sub: "SRE on duty", Shape: Process, Group: "team.engineering", Page: "process/monitoring"},
			{ID: "process.incident", Label: "Incident Management", Sub: "Incident manager", Shape: Process, Group: "team.service_desk", Page: "process/incident"},
			{ID: "process.request", Label: "Request Fulfilment", Sub: "Service desk lead", Shape: Process, Group: "team.service_desk", Page: "process/request"},
			{ID: "process.problem", Label: "Problem Management", Sub: "Problem manager", Shape: Process, Group: "team.engineering", Page: "process/problem"},
			{ID: "process.change", Label: "Change Enablement", Sub: "Change manager", Shape: Process, Group: "team.change", Page: "process/change"},
			{ID: "process.release", Label: "Release & Deployment", Sub: "Release manager", Shape: Process, Group: "team.change", Page: "process/release"},
			{ID: "process.cmdb", Label: "Configuration Management", Sub: "CMDB owner", Shape: Process, Group: "team.engineering", Page: "process/cmdb"},
			{ID: "process.vendor", Label: "Network carrier", Shape: External, Page: "process/vendor"},
		},
		Edges: []Edge{
			{From: "process.monitoring", To: "process.incident", Label: "Alert becomes an incident", Style: ByMachine, Page: "interface/alert"},
			{From: "process.incident", To: "process.problem", Label: "Repeated incident", Style: ByMachine, Page: "interface/repeated"},
			{From: "process.incident", To: "process.vendor", Label: "Fault ticket", Style: ByHand},
			{From: "process.vendor", To: "process.incident", Label: "Fault cleared", Style: Answer},
			{From: "process.incident", To: "process.request", Label: "Not an incident", Style: ByHand},
			{From: "process.problem", To: "process.change", Label: "3 handoffs", Count: 3, Style: ByHand},
			{From: "process.change", To: "process.release", Label: "Approved change", Style: ByMachine},
			{From: "process.release", To: "process.cmdb", Label: "What was deployed", Style: ByMachine},
			{From: "process.release", To: "process.incident", Label: "Fix released", Style: Answer},
			{From: "process.cmdb", To: "process.incident", Label: "CI data", Style: ByMachine},
		},
	}
}

func processView() View {
	return View{
		Kind:        "process",
		Title:       "Incident Management",
		Description: "Restore normal service as quickly as possible.",
		Lanes: []Lane{
			{ID: "role.agent", Label: "Service desk agent", Sub: "Service Desk", Page: "role/agent"},
			{ID: "role.manager", Label: "Incident manager", Sub: "Service Desk", Page: "role/manager"},
			{ID: "role.engineer", Label: "Resolver", Sub: "Engineering", Page: "role/engineer"},
		},
		Nodes: []Node{
			{ID: "input.report", Label: "Incident report", Sub: "from Service desk tool", Shape: Input},
			{ID: "input.alert", Label: "Alert", Sub: "from Monitoring", Shape: Input},
			{ID: "input.fix", Label: "Fix released", Sub: "from Release & Deployment", Shape: Input},
			{ID: "step.log", Label: "Log the incident", Sub: "within 5m", Shape: Step, Lane: "role.agent"},
			{ID: "step.classify", Label: "Classify and prioritise", Sub: "within 15m", Shape: Step, Lane: "role.agent"},
			{ID: "d.classify", Shape: Decision, Lane: "role.agent"},
			{ID: "step.major", Label: "Run the major incident", Shape: Call, Lane: "role.manager"},
			{ID: "step.diagnose", Label: "Diagnose", Sub: "within 4h", Shape: Step, Lane: "role.engineer"},
			{ID: "step.workaround", Label: "Apply the workaround", Shape: Automated, Lane: "role.engineer"},
			{ID: "step.approve", Label: "Approve the fix", Shape: Approval, Lane: "role.manager"},
			{ID: "d.approve", Shape: Decision, Lane: "role.manager"},
			{ID: "step.verify", Label: "Verify with the user", Shape: Step, Lane: "role.agent"},
			{ID: "step.close", Label: "Close", Shape: Step, Lane: "role.agent"},
			{ID: "end", Shape: End, Lane: "role.agent"},
			{ID: "output.repeated", Label: "Repeated incident", Sub: "to Problem Management", Shape: Output},
			{ID: "output.change", Label: "Change request", Sub: "to Change Enablement", Shape: Output},
		},
		Edges: []Edge{
			{From: "input.report", To: "step.log", Style: ByHand},
			{From: "input.alert", To: "step.log", Style: ByMachine},
			{From: "step.log", To: "step.classify", Style: Flow},
			{From: "step.classify", To: "d.classify", Style: Flow},
			{From: "d.classify", To: "step.major", Label: `incident.priority == "P1"`, Style: Internal},
			{From: "d.classify", To: "end", Label: "Not an incident", Style: Flow},
			{From: "d.classify", To: "step.diagnose", Label: "otherwise", Style: Internal},
			{From: "step.major", To: "step.diagnose", Style: Internal},
			{From: "step.diagnose", To: "step.workaround", Style: Flow},
			{From: "step.diagnose", To: "step.major", Label: "after 4h", Style: Escalation},
			{From: "step.diagnose", To: "output.repeated", Style: ByMachine},
			{From: "step.workaround", To: "step.approve", Style: Internal},
			{From: "step.approve", To: "d.approve", Style: Flow},
			{From: "d.approve", To: "step.verify", Label: "approved", Style: Internal},
			{From: "d.approve", To: "step.diagnose", Label: "rejected", Style: Internal},
			{From: "d.approve", To: "output.change", Style: ByHand},
			{From: "input.fix", To: "step.verify", Style: ByMachine},
			{From: "step.verify", To: "step.close", Style: Flow},
			{From: "step.close", To: "end", Style: Flow},
		},
	}
}

// nastyTexts are what a map may say, and what must come out as that and nothing else.
var nastyTexts = []string{
	`</text><script>alert(1)</script>`,
	`"quoted" & 'single' \ back\nslash \N <b>bold</b> {curly} [square] |pipe|`,
	"line one\nline two\r\nline three\ttabbed",
	"\x00\x01\x1b[31mred\x7f\u0085 control \xff\xfe invalid",
	"\u202Eright-to-left override\u202C and עברית and العربية",
	"事件管理流程需要在四小时之内恢复服务并通知所有相关人员",
	"👩‍👩‍👧‍👦 family 🇨🇭 flag 🔥🔥🔥 emoji ✅",
	strings.Repeat("A long title that goes on and on, ", 9)[:300],
	strings.Repeat("Donaudampfschifffahrtsgesellschaft", 9)[:300],
	"end",
	"e\u0301\u0301\u0301 combining Z̸a̷l̶g̵o̶",
	"",
	"]]> &amp; &#60; -- > <!-- comment -->",
	"%%{init: {'theme':'dark'}}%% ;;; #35; graph TD",
}

func nastyLandscape() View {
	v := View{Kind: "landscape", Title: nastyTexts[7], Description: nastyTexts[0] + nastyTexts[3]}
	for i, text := range nastyTexts {
		group := fmt.Sprintf("team.%d", i/4)
		if i%4 == 0 {
			v.Groups = append(v.Groups, Group{ID: group, Label: text})
		}
		id := fmt.Sprintf("process.%d", i)
		v.Nodes = append(v.Nodes, Node{ID: id, Label: text, Sub: text, Tooltip: text, Shape: Process, Group: group, Page: "process/" + text})
		if i > 0 {
			v.Edges = append(v.Edges, Edge{From: fmt.Sprintf("process.%d", i-1), To: id, Label: text, Tooltip: text, Style: ByHand, Page: text})
		}
	}
	v.Notes = []string{nastyTexts[0], nastyTexts[8]}
	return v
}

func nastyProcess() View {
	v := View{Kind: "process", Title: nastyTexts[5], Description: nastyTexts[4]}
	for i, text := range nastyTexts {
		lane := fmt.Sprintf("role.%d", i/5)
		if i%5 == 0 {
			v.Lanes = append(v.Lanes, Lane{ID: lane, Label: text, Sub: text})
		}
		id := fmt.Sprintf("step.%d", i)
		v.Nodes = append(v.Nodes, Node{ID: id, Label: text, Sub: text, Shape: Step, Lane: lane})
		if i > 0 {
			v.Edges = append(v.Edges, Edge{From: fmt.Sprintf("step.%d", i-1), To: id, Label: text, Style: Flow})
		}
	}
	return v
}

// generatedLandscape is a map of n processes, six a team, that hand on mostly to their neighbours.
func generatedLandscape(n int) View { return randomLandscape(n, rand.New(rand.NewPCG(1, uint64(n)))) }

func randomLandscape(n int, random *rand.Rand) View {
	v := View{Kind: "landscape", Title: fmt.Sprintf("A map of %d processes", n), Description: "Generated."}
	styles := []Style{ByMachine, ByHand, ByHand, Answer}
	for i := range n {
		team := fmt.Sprintf("team.t%d", i/6)
		if i%6 == 0 {
			v.Groups = append(v.Groups, Group{ID: team, Label: fmt.Sprintf("Team %d", i/6+1)})
		}
		v.Nodes = append(v.Nodes, Node{ID: fmt.Sprintf("process.p%d", i), Label: fmt.Sprintf("Process number %d", i), Sub: "Owner of it", Shape: Process, Group: team})
		for range 1 + random.IntN(2) {
			to := min(n-1, i+1+random.IntN(5))
			if random.IntN(8) == 0 {
				to = random.IntN(n)
			}
			if to != i {
				v.Edges = append(v.Edges, Edge{
					From: fmt.Sprintf("process.p%d", i), To: fmt.Sprintf("process.p%d", to),
					Label: fmt.Sprintf("Handoff %d", len(v.Edges)), Style: styles[random.IntN(len(styles))],
				})
			}
		}
	}
	seen := map[string]bool{}
	var nodes []Edge
	for _, e := range v.Edges {
		if !seen[e.From+e.To] {
			nodes = append(nodes, e)
		}
		seen[e.From+e.To] = true
	}
	// A target may come after its source, so the nodes are all there only now.
	v.Edges = nodes
	return v
}

// generatedProcess is a process of n steps with decisions, loops, inputs and outputs.
func generatedProcess(n, lanes int) View {
	return randomProcess(n, lanes, rand.New(rand.NewPCG(2, uint64(n*100+lanes))))
}

func randomProcess(n, lanes int, random *rand.Rand) View {
	v := View{Kind: "process", Title: fmt.Sprintf("A process of %d steps", n), Description: "Generated."}
	for i := range lanes {
		v.Lanes = append(v.Lanes, Lane{ID: fmt.Sprintf("role.r%d", i), Label: fmt.Sprintf("Role number %d", i+1), Sub: "Team"})
	}
	step := func(i int) string { return fmt.Sprintf("step.s%d", i) }
	lane := make([]int, n)
	shapes := []Shape{Step, Step, Step, Automated, Approval, Call}
	for i := range n {
		if i > 0 {
			lane[i] = lane[i-1]
		}
		if random.IntN(3) == 0 {
			lane[i] = random.IntN(lanes)
		}
		v.Nodes = append(v.Nodes, Node{ID: step(i), Label: fmt.Sprintf("Do thing number %d", i), Sub: "within 15m", Shape: shapes[random.IntN(len(shapes))], Lane: v.Lanes[lane[i]].ID})
	}
	style := func(a, b int) Style {
		if lane[a] == lane[b] {
			return Flow
		}
		return Internal
	}
	for i := range n - 1 {
		if random.IntN(4) != 0 {
			v.Edges = append(v.Edges, Edge{From: step(i), To: step(i + 1), Style: style(i, i+1)})
			continue
		}
		d := fmt.Sprintf("decision.%d", i)
		v.Nodes = append(v.Nodes, Node{ID: d, Shape: Decision, Lane: v.Lanes[lane[i]].ID})
		v.Edges = append(v.Edges, Edge{From: step(i), To: d, Style: Flow}, Edge{From: d, To: step(i + 1), Label: "otherwise", Style: style(i, i+1)})
		for k := range 1 + random.IntN(2) {
			to := random.IntN(n)
			v.Edges = append(v.Edges, Edge{From: d, To: step(to), Label: fmt.Sprintf("record.field_%d == \"value %d\"", i, k), Style: style(i, to)})
		}
	}
	for i := range max(1, n/6) {
		in, out := fmt.Sprintf("input.i%d", i), fmt.Sprintf("output.o%d", i)
		v.Nodes = append(v.Nodes,
			Node{ID: in, Label: fmt.Sprintf("Input %d", i), Sub: "from elsewhere", Shape: Input},
			Node{ID: out, Label: fmt.Sprintf("Output %d", i), Sub: "to somewhere", Shape: Output})
		v.Edges = append(v.Edges,
			Edge{From: in, To: step(random.IntN(n)), Style: ByMachine},
			Edge{From: step(random.IntN(n)), To: out, Style: ByHand})
	}
	return v
}

// teamsOnly is a view without groups: n boxes, each connected with a few others.
func teamsOnly(n int) View {
	v := generatedLandscape(n)
	v.Groups = nil
	for i := range v.Nodes {
		v.Nodes[i].Group = ""
	}
	v.Title = fmt.Sprintf("%d teams", n)
	return v
}
