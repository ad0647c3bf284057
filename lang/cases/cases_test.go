package cases

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"github.com/zclconf/go-cty/cty"

	"handoff/lang"
	"handoff/lang/types"
)

// incident is a record as people write them.
var incident = &types.Record{Address: "artifact.incident", Fields: []types.Field{
	{Name: "priority", Type: types.EnumOf("P1", "P2", "P3", "P4")},
	{Name: "security", Type: types.Simple(types.Bool)},
	{Name: "repeat_count", Type: types.Simple(types.Integer)},
	{Name: "cost", Type: types.Simple(types.Number)},
	{Name: "impact", Type: types.Wrap(types.Optional, types.EnumOf("low", "high"))},
	{Name: "vip", Type: types.Wrap(types.Optional, types.Simple(types.Bool))},
	{Name: "logs", Type: types.Wrap(types.Optional, types.Wrap(types.List, types.Simple(types.URI)))},
	{Name: "team", Type: types.Simple(types.String)},
	{Name: "opened_at", Type: types.Simple(types.Timestamp)},
	{Name: "reporter", Type: types.Wrap(types.Optional, types.ObjectOf(types.Field{Name: "vip", Type: types.Simple(types.Bool)}))},
	{Name: "level", Type: &types.Type{Kind: types.Integer, Constraints: []types.Constraint{{Keyword: "minimum", Value: "1"}, {Keyword: "maximum", Value: "3"}}}},
	{Name: "kind", Type: &types.Type{Kind: types.Enum, Values: []types.Value{{Text: "a"}, {Text: "b"}}, Constraints: []types.Constraint{{Keyword: "pattern", Value: `"a"`}}}},
}}

func space(t *testing.T, texts ...string) (*Space, []lang.Expression) {
	t.Helper()
	conditions := make([]lang.Expression, len(texts))
	for k, text := range texts {
		conditions[k] = parse(t, text)
	}
	scope := Scope{Records: map[string]*types.Type{"incident": types.With(incident, "logs"), "other": types.Of(incident)}, Locals: locals}
	return New(scope, conditions, nil), conditions
}

// uncovered says what no condition covers.
func uncovered(s *Space, conditions []lang.Expression) []string {
	left := s.All()
	for _, c := range conditions {
		left = s.Subtract(left, s.Condition(c).May)
	}
	return s.Examples(s.Certain(left))
}

func TestUncovered(t *testing.T) {
	for name, c := range map[string]struct {
		conditions []string
		want       []string
	}{
		"nothing is left":           {[]string{`incident.priority == "P1"`, `incident.priority != "P1"`}, nil},
		"the rest of an enum":       {[]string{`incident.priority == "P1"`}, []string{"priority = P2, P3 or P4"}},
		"two fields":                {[]string{`incident.priority == "P1" || incident.priority == "P2"`, `!incident.security`}, []string{"priority = P3 or P4, security = true"}},
		"two cases":                 {[]string{`incident.priority == "P1" && incident.security`, `incident.priority == "P2"`}, []string{"priority = P1, security = false", "priority = P3 or P4"}},
		"in declaration order":      {[]string{`incident.priority == "P3"`, `incident.priority == "P2"`}, []string{"priority = P1 or P4"}},
		"a gap between numbers":     {[]string{`incident.repeat_count < 3`, `incident.repeat_count > 5`}, []string{"repeat_count = 3 to 5"}},
		"one number":                {[]string{`incident.repeat_count < 3`, `incident.repeat_count > 3`}, []string{"repeat_count = 3"}},
		"whole numbers have no gap": {[]string{`incident.repeat_count <= 3`, `incident.repeat_count >= 4`}, nil},
		"other numbers have":        {[]string{`incident.cost <= 3`, `incident.cost >= 4`}, []string{"cost above 3 and below 4"}},
		"from a number on":          {[]string{`incident.repeat_count >= 3`}, []string{"repeat_count = 2 or less"}},
		"several gaps":              {[]string{`incident.cost == 1`, `incident.cost > 2`}, []string{"cost below 1 or above 1 and up to 2"}},
		"a count is not negative":   {[]string{`incident.repeat_count == 0`, `incident.repeat_count > 0`}, nil},
		"unless somebody says so":   {[]string{`incident.cost >= 0`, `incident.cost < -1`}, []string{"cost from -1 and below 0"}},
		"bounds of a schema":        {[]string{`incident.level == 1`, `incident.level == 2`}, []string{"level = 3"}},
		"a missing value":           {[]string{`incident.impact == "low"`, `incident.impact == "high"`}, []string{"impact missing"}},
		"missing, as a case":        {[]string{`incident.impact == null`, `incident.impact == "low"`}, []string{"impact = high"}},
		"a value or missing":        {[]string{`incident.impact == "low"`}, []string{"impact = high or missing"}},
		"whatever it is":            {[]string{`incident.impact == null`}, []string{"impact given"}},
		"only whether it is there":  {[]string{`other.logs == null`}, []string{"logs given"}},
		"promised to be there":      {[]string{`incident.logs != null`}, nil},
		"no agreement on !missing":  {[]string{`incident.vip`, `!incident.vip`}, nil},
		"a list of values":          {[]string{`contains(["P1", "P2"], incident.priority)`}, []string{"priority = P3 or P4"}},
		"locals":                    {[]string{`incident.priority == local.top`, `incident.repeat_count > local.limit`}, []string{"priority = P2, P3 or P4, repeat_count = 2 or less"}},
		"a conditional":             {[]string{`incident.security ? incident.priority == "P1" : true`}, []string{"security = true, priority = P2, P3 or P4"}},
		"two records":               {[]string{`incident.security`, `other.security`}, []string{"incident.security = false, other.security = false"}},
		"nothing at all":            {[]string{`false`}, []string{""}},
		"a text may be anything":    {[]string{`incident.team == "a"`}, nil},
		"beside a text":             {[]string{`incident.team == "a" && incident.priority == "P1"`}, []string{"priority = P2, P3 or P4"}},
		"a text or not":             {[]string{`incident.team == "a"`, `incident.team != "a" && incident.security`}, nil},
		"two fields compared":       {[]string{`incident.repeat_count < incident.level`}, nil},
		"and their opposite":        {[]string{`incident.priority == "P1" && incident.repeat_count<incident.level`, `incident.priority == "P1"`}, []string{"priority = P2, P3 or P4"}},
		"a function":                {[]string{`lower(incident.team) == "a"`}, nil},
		"below what may be missing": {[]string{`incident.reporter.vip`}, nil},
		"a moment":                  {[]string{`incident.opened_at < "2026-01-01T00:00:00Z"`}, nil},
		"a schema's pattern":        {[]string{`incident.kind == "a"`}, nil},
	} {
		t.Run(name, func(t *testing.T) {
			s, conditions := space(t, c.conditions...)
			got := uncovered(s, conditions)
			if c.want == nil {
				assert.Empty(t, got)
			} else {
				assert.Equal(t, c.want, got)
			}
		})
	}
}

func TestUndecided(t *testing.T) {
	for text, want := range map[string][]string{
		`incident.priority == "P1"`:                             nil,
		`incident.security && lower(incident.team) == "a"`:      {`lower(incident.team) == "a"`, "`lower` is called"},
		`incident.repeat_count < incident.level`:                {`incident.repeat_count < incident.level`, "Two fields"},
		`incident.team == "a"`:                                  {`incident.team == "a"`, "is a text"},
		`incident.reporter.vip`:                                 {`incident.reporter.vip`, "`incident.reporter` may be missing"},
		`incident.opened_at < "2026-01-01T00:00:00Z"`:           {`incident.opened_at < "2026-01-01T00:00:00Z"`, "only known whether it is there"},
		`incident.repeat_count + 1 > 3`:                         {`incident.repeat_count + 1 > 3`, "not what is made of it"},
		`incident.kind == "a"`:                                  {`incident.kind == "a"`, "`pattern`"},
		`length([for x in other.logs : x if x != "a"]) > 0`:     {`length([for x in other.logs : x if x != "a"]) > 0`, ""},
		`nothing.at_all == 1`:                                   {`nothing.at_all == 1`, "not known"},
		`contains(incident.logs, "x") || incident.security`:     {`contains(incident.logs, "x")`, "`contains` is called"},
		`(incident.security) == (incident.priority == "P1")`:    {`(incident.security) == (incident.priority == "P1")`, "Two"},
		`incident.priority == "P1" ? incident.vip : other.logs`: {`other.logs`, "only known whether it is there"},
	} {
		t.Run(text, func(t *testing.T) {
			s, _ := space(t, text)
			var got []string
			for _, u := range s.Undecided() {
				got = append(got, u.Text)
				assert.Contains(t, u.Reason, want[1])
				assert.True(t, strings.HasSuffix(u.Reason, "."))
				assert.Equal(t, text[u.Range.Start.Byte:u.Range.End.Byte], u.Text)
			}
			if want == nil {
				assert.Empty(t, got)
			} else {
				assert.Equal(t, want[:1], got)
			}
		})
	}
}

// TestBounded: a condition made to have as many cases as possible costs little, and nothing is claimed of it.
func TestBounded(t *testing.T) {
	r := &types.Record{Address: "artifact.r"}
	var wide []string
	for k := range 40 {
		name := "f" + string(rune('a'+k/26)) + string(rune('a'+k%26))
		r.Fields = append(r.Fields, types.Field{Name: name, Type: types.EnumOf("a", "b", "c")})
		wide = append(wide, `r.`+name+` == "a"`)
	}
	var pairs []string
	for k := range wide {
		pairs = append(pairs, "("+wide[k]+" ? "+wide[(k+7)%40]+" : "+wide[(k+13)%40]+")")
	}
	text := strings.Join(pairs, " && ")
	c := parse(t, text)
	s := New(Scope{Records: map[string]*types.Type{"r": types.Of(r)}, Locals: cty.EmptyObjectVal}, []lang.Expression{c}, nil)
	where := s.Condition(c)
	left := s.Certain(s.Subtract(s.All(), where.May))
	require.True(t, s.Exhausted())
	assert.True(t, left.Empty())
	assert.False(t, s.Within(where.May, nil))

	// Very many values of one field are no cases to tell apart.
	var many []string
	for k := range 200 {
		many = append(many, "incident.repeat_count == "+cty.NumberIntVal(int64(k*2)).AsBigFloat().String())
	}
	s, conditions := space(t, many...)
	assert.Empty(t, uncovered(s, conditions))
	assert.False(t, s.Exhausted())
	assert.Contains(t, s.Undecided()[0].Reason, "too many values")
}

func TestAssign(t *testing.T) {
	c := parse(t, `incident.priority == "P1" && incident.security`)
	set := func(field, value string) lang.Assignment {
		return lang.Assignment{Name: lang.FieldName{Name: field}, Value: parse(t, value), Of: &lang.Artifact{Record: incident}}
	}
	assignments := []lang.Assignment{set("priority", `"P3"`), set("security", `true`), set("cost", `1`), set("security", "incident.vip")}
	scope := Scope{Records: map[string]*types.Type{"incident": types.Of(incident)}, Locals: locals}
	s := New(scope, []lang.Expression{c}, assignments[:3])
	holds := s.Condition(c).Holds
	assert.Equal(t, []string{"priority = P1, security = true"}, s.Examples(holds))
	assert.Equal(t, []string{"priority = P3, security = true"}, s.Examples(s.Assign(holds, assignments[0])))
	assert.Equal(t, []string{"priority = P1, security = true"}, s.Examples(s.Assign(holds, assignments[2])))
	assert.Equal(t, []string{"security = true"}, s.Examples(s.Assign(s.All(), assignments[1])))

	s = New(scope, []lang.Expression{c}, assignments)
	assert.Equal(t, []string{"priority = P1"}, s.Examples(s.Condition(c).Holds), "of what is set to something unknown nothing is said")
}
