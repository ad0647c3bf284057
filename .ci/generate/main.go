// Command generate writes a generated map of N processes into a folder: generate N DIR. It is for checks that need a large map.
package main

import (
	"fmt"
	"os"
	"strconv"

	"handoff/lang/mapgen"
)

func main() {
	if len(os.Args) != 3 {
		fmt.Fprintln(os.Stderr, "usage: generate N DIR")
		os.Exit(2)
	}
	n, err := strconv.Atoi(os.Args[1])
	if err == nil {
		err = os.CopyFS(os.Args[2], mapgen.Generate(n))
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
