package render

import (
	"bytes"
	"encoding/json"
	"io/fs"
	"os"
	"path/filepath"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// Every laid-out view is what its schema says; with HANDOFF_LAID_OUT, so are the files of that folder.
func TestLaidOutSchema(t *testing.T) {
	raw, err := jsonschema.UnmarshalJSON(bytes.NewReader([]byte(DrawingSchema)))
	require.NoError(t, err)
	compiler := jsonschema.NewCompiler()
	require.NoError(t, compiler.AddResource("drawing.schema.json", raw))
	schema, err := compiler.Compile("drawing.schema.json")
	require.NoError(t, err)
	valid := func(name string, text []byte) {
		v, err := jsonschema.UnmarshalJSON(bytes.NewReader(text))
		require.NoError(t, err, name)
		assert.NoError(t, schema.Validate(v), name)
	}
	if dir := os.Getenv("HANDOFF_LAID_OUT"); dir != "" {
		require.NoError(t, filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() {
				return err
			}
			text, err := os.ReadFile(path)
			valid(path, text)
			return err
		}))
		return
	}
	for name, v := range testViews() {
		valid(name, []byte(write(t, "json", v)))
	}
}

func TestLaidOut(t *testing.T) {
	var got struct {
		FormatVersion int                               `json:"format_version"`
		Boxes         []struct{ ID, Link, Text string } `json:"boxes"`
		Lines         []struct {
			From, To string
			Points   [][2]float64
		}
		Text string
	}
	require.NoError(t, json.Unmarshal([]byte(write(t, "json", processView())), &got))
	assert.Equal(t, LaidOutVersion, got.FormatVersion)
	assert.Len(t, got.Lines, len(processView().Edges))
	assert.Equal(t, processView().Text(), got.Text)
	for _, l := range got.Lines {
		assert.GreaterOrEqual(t, len(l.Points), 2)
	}
}
