package lang_test

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"handoff/lang"
	"handoff/lang/types"
)

const real = "../testdata/lang/real"

// realTypes loads the map of real schemas; testdata/lang/real/README.md says where they are from.
func realTypes(t *testing.T) map[string]*types.Type {
	m := lang.Load(os.DirFS(real), lang.Options{})
	require.Empty(t, m.Findings)
	out := map[string]*types.Type{}
	for _, a := range m.Artifacts {
		out[a.Name] = types.Of(a.Record)
	}
	return out
}

// TestRealPayloads holds payloads that were really sent to the schema of their time, and to that of another time.
func TestRealPayloads(t *testing.T) {
	all := realTypes(t)
	for _, c := range []struct {
		artifact, file string
		want           []string // of the first record; all others must be as good or bad
	}{
		{"commit_7", "octokit/commit.jsonl", nil},
		{"commit_3", "octokit/commit.jsonl", nil}, // a later timestamp is still a text
		{"purchase_7", "octokit/marketplace-purchase.jsonl", nil},
		{"purchase_4", "octokit/marketplace-purchase.jsonl", nil},
		{"purchase_3", "octokit/marketplace-purchase.jsonl", []string{"account.node_id is not allowed"}},
		{"discussion_7", "octokit/discussion.jsonl", nil},
		{"discussion_6", "octokit/discussion.jsonl", []string{"category.node_id is not allowed"}},
		{"event_10", "cloudevents/event-1.0.jsonl", nil},
		{"event_03", "cloudevents/event-0.3.jsonl", nil},
		{"event_03", "cloudevents/event-1.0.jsonl", []string{`specversion is "1.0", and should be "0.3"`}},
		{"bounce_1", "sendgrid/bounce.jsonl", nil},
		{"bounce_2", "sendgrid/bounce.jsonl", nil},
		{"bounce_3", "sendgrid/bounce.jsonl", nil},
		{"bounce_3", "sendgrid/bounce-v6.jsonl", nil}, // what version 3 was made for
		{"bounce_2", "sendgrid/bounce-v6.jsonl", []string{"asm_group_id", `ip is "2001:db8::7", which is no ipv4`}},
	} {
		t.Run(c.artifact+" "+c.file, func(t *testing.T) {
			v, err := types.NewValidator(all[c.artifact])
			require.NoError(t, err)
			src, err := os.ReadFile(filepath.Join(real, filepath.FromSlash(c.file)))
			require.NoError(t, err)
			for n, line := range bytes.Split(bytes.TrimSpace(src), []byte("\n")) {
				found, err := v.ValidateJSON(line)
				require.NoError(t, err)
				assert.Equal(t, len(c.want) == 0, len(found) == 0, "record %d: %v", n+1, found)
				if n > 0 {
					continue
				}
				require.Len(t, found, len(c.want), "%v", found)
				for i, w := range c.want {
					assert.True(t, strings.HasPrefix(found[i].String(), w), "%s, and not %s", found[i], w)
				}
			}
		})
	}
}

// TestRealVersions says of pairs of versions what a careful reader would: whether a sender of the one may serve a receiver of the other.
func TestRealVersions(t *testing.T) {
	all := realTypes(t)
	for _, c := range []struct {
		from, to string
		answer   types.Answer
		why      string
		// mismatches as "path kind", undecided ones as "path ?"
		want []string
	}{
		{"commit_3", "commit_7", types.No, "timestamp was any text and is now a date-time", []string{"timestamp different"}},
		{"commit_7", "commit_3", types.No, "an author's mail may now be any text, where version 3 counts on an address", []string{"author.email different", "committer.email different"}},

		{"purchase_3", "purchase_4", types.No, "account.node_id is new, and required", []string{"account.node_id missing"}},
		{"purchase_4", "purchase_3", types.No, "version 3 takes no field of an account but its own", []string{"account.node_id different"}},
		{"purchase_4", "purchase_7", types.Yes, "free_trial_ends_on was always null, and may now be a date-time or null", nil},
		{"purchase_7", "purchase_4", types.No, "free_trial_ends_on may be a date-time, and version 4 takes only null", []string{"free_trial_ends_on different"}},

		{"discussion_6", "discussion_7", types.No, "category.node_id is new, and required; that category moved into a definition of its own changes nothing", []string{"category.node_id missing"}},
		{"discussion_7", "discussion_6", types.No, "version 6 takes no field of a category but its own", []string{"category.node_id different"}},

		{"auto_merge_5", "auto_merge_7", types.Yes, "three fields may now be null; nothing else changed", nil},
		{"auto_merge_7", "auto_merge_5", types.No, "version 5 takes no null in them", []string{"enabled_by unguaranteed", "commit_title unguaranteed", "commit_message unguaranteed"}},

		{"event_03", "event_10", types.No, "specversion tells them apart on purpose; data_base64 and dataschema are new and optional", []string{"specversion different"}},
		{"event_10", "event_03", types.No, "likewise; schemaurl may be left out", []string{"specversion different"}},

		{"bounce_1", "bounce_2", types.No, "any text was an e-mail; now it has a form. The event id has a length now, which a sender that names none may well keep: left open", []string{"email different", "sg_event_id ?", "sg_event_id ?"}},
		{"bounce_2", "bounce_1", types.Yes, "version 1 asks less of every field", nil},
		{"bounce_2", "bounce_3", types.Undecided, "version 3 takes 45 and 320 characters; that an IPv4 address fits, and nearly every mail address, only a reader knows", []string{"ip ?", "email ?"}},
		{"bounce_3", "bounce_2", types.No, "what is no e-mail, and larger groups, are new; whether 45 characters are an IPv4 address is left open", []string{"ip ?", "email different", "asm_group_id different"}},
	} {
		t.Run(c.from+" to "+c.to, func(t *testing.T) {
			v := types.Compatible(all[c.from], all[c.to])
			var got []string
			for _, m := range v.Mismatches {
				got = append(got, m.Path+" "+m.Kind.String())
			}
			for _, n := range v.Undecided {
				got = append(got, n.Path+" ?")
			}
			assert.Equal(t, c.answer, v.Answer, "%s: %v", c.why, v)
			assert.ElementsMatch(t, c.want, got, "%s: %v", c.why, v.Mismatches)
		})
	}
	for name, typ := range all {
		assert.Equal(t, types.Yes, types.Compatible(typ, typ).Answer, name)
	}
}
