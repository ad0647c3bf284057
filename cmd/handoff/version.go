package main

import (
	"fmt"
	"runtime"
	"runtime/debug"

	"github.com/spf13/cobra"

	"handoff/check"
	"handoff/lang/calendar"
)

func (p *program) version() *cobra.Command {
	return &cobra.Command{
		Use:     "version",
		Short:   "Print which handoff this is",
		Example: "  handoff version",
		Args:    atMost(0, "no argument"),
		RunE: func(*cobra.Command, []string) error {
			_, err := fmt.Fprintln(p.stdout, versionText())
			return err
		},
	}
}

// release is the version of this program, as its module was built; "" where that is not known.
func release() string {
	if info, ok := debug.ReadBuildInfo(); ok {
		return info.Main.Version
	}
	return ""
}

// versionText names the release, the commit where it is known, what it was built with, the edition of its rules, and the release of the
// time-zone database that its calendars go by.
func versionText() string {
	version, revision := "(unknown)", ""
	if info, ok := debug.ReadBuildInfo(); ok {
		version = info.Main.Version
		for _, s := range info.Settings {
			if s.Key == "vcs.revision" {
				revision = ", " + s.Value[:min(len(s.Value), 12)]
			}
		}
	}
	return fmt.Sprintf("handoff %s%s (%s, %s/%s), edition %s of the rules, time zones %s", version, revision, runtime.Version(), runtime.GOOS, runtime.GOARCH, check.Newest(), calendar.ZoneRelease())
}
