// Command copy writes the files of a folder into another one, which it makes: the floor of whatever writes these files.
package main

import (
	"fmt"
	"os"
)

func main() {
	if err := os.CopyFS(os.Args[2], os.DirFS(os.Args[1])); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
