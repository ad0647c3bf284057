package place

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
)

// What went wrong with a file, in the words of people.

// Bare leaves out which call failed, and the temporary name it failed for.
func Bare(err error) error {
	var l *os.LinkError
	if errors.As(err, &l) {
		return l.Err
	}
	var p *fs.PathError
	if errors.As(err, &p) && p.Err.Error() != escapes {
		return p.Err
	}
	return err
}

const escapes = "path escapes from parent"

// Plain says in plain words what os.Root refuses; its error is known by its text alone.
func Plain(err error) error {
	var p *fs.PathError
	if errors.As(err, &p) && p.Err.Error() == escapes {
		return fmt.Errorf("%s is a link that leads out of the folder, and nothing is written there. Remove the link, or write to the folder it leads to", p.Path)
	}
	return err
}
