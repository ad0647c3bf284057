// Command parse reads the HCL files of a folder on all cores, each through the parser of the hcl library, and does nothing with them but hold
// them, as whoever resolves names between files must: the floor of whatever reads a map.
package main

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"sync/atomic"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
)

func main() {
	var paths []string
	err := filepath.WalkDir(os.Args[1], func(path string, entry fs.DirEntry, err error) error {
		if err == nil && strings.HasSuffix(path, ".hcl") {
			paths = append(paths, path)
		}
		return err
	})
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	files := make([]*hcl.File, len(paths))
	var next, broken atomic.Int64
	var workers sync.WaitGroup
	for range runtime.GOMAXPROCS(0) {
		workers.Go(func() {
			for i := next.Add(1) - 1; int(i) < len(paths); i = next.Add(1) - 1 {
				source, err := os.ReadFile(paths[i])
				file, diags := hclsyntax.ParseConfig(source, paths[i], hcl.InitialPos)
				if err != nil || diags.HasErrors() {
					broken.Add(1)
				}
				files[i] = file
			}
		})
	}
	workers.Wait()
	runtime.KeepAlive(files)
	if broken.Load() > 0 {
		fmt.Fprintln(os.Stderr, broken.Load(), "files cannot be read")
		os.Exit(1)
	}
}
