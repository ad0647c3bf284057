package calendar

import (
	"archive/zip"
	"encoding/binary"
	"fmt"
	"io"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// The file holds what Go's copy of the database does. Where Go's copy is of another release there is nothing to compare: it is taken over
// by hand, with HANDOFF_UPDATE=1, so that a map does not change its meaning with the version of Go.
func TestZonesAreThoseOfGo(t *testing.T) {
	out, err := exec.Command("go", "env", "GOROOT").Output()
	require.NoError(t, err)
	folder := filepath.Join(strings.TrimSpace(string(out)), "lib", "time")
	script, err := os.ReadFile(filepath.Join(folder, "update.bash"))
	if err != nil {
		t.Skip("this Go has no copy of the database: ", err)
	}
	release := regexp.MustCompile(`(?m)^DATA=(\w+)`).FindSubmatch(script)
	require.NotNil(t, release)
	update := os.Getenv("HANDOFF_UPDATE") != ""
	if !update && string(release[1]) != ZoneRelease() {
		t.Skipf("this Go has release %s, not %s", release[1], ZoneRelease())
	}
	files, err := zip.OpenReader(filepath.Join(folder, "zoneinfo.zip"))
	require.NoError(t, err)
	defer files.Close()
	original := map[string][]byte{}
	for _, f := range files.File {
		if strings.HasSuffix(f.Name, "/") || f.Name == "Factory" { // which stands for a zone not yet chosen
			continue
		}
		r, err := f.Open()
		require.NoError(t, err)
		original[f.Name], err = io.ReadAll(r)
		require.NoError(t, err)
	}
	names := slices.Sorted(maps.Keys(original))
	if update {
		text := fmt.Sprintf("# Time zones of the IANA database, by HANDOFF_UPDATE=1 go test ./lang/calendar; see zonedata.go. Release: %s\n", release[1])
		first := map[string]string{}
		for _, name := range names {
			line := zoneLine(original[name])
			if other, known := first[line]; known {
				line = "= " + other
			} else {
				first[line] = name
			}
			text += name + " " + line + "\n"
		}
		require.NoError(t, os.WriteFile("zones.txt", []byte(text), 0o666))
		zones = text
	}
	assert.Equal(t, names, zoneNames())
	for _, name := range names {
		got := zoneData(name)
		assert.Equal(t, zoneLine(original[name]), zoneLine(got), name)
		_, err := time.LoadLocationFromTZData(name, got)
		assert.NoError(t, err, name)
	}
}

// zoneLine is what zones.txt says of a zone, from its binary form.
func zoneLine(data []byte) string {
	counts := func(at int) (n [6]int) {
		for i := range n {
			n[i] = int(binary.BigEndian.Uint32(data[at+20+4*i:]))
		}
		return n
	}
	old := counts(0)
	at := 44 + old[0] + old[1] + 8*old[2] + 5*old[3] + 6*old[4] + old[5]
	n := counts(at)
	if n[2] != 0 {
		panic("leap seconds")
	}
	data = data[at+44:]
	take := func(length int) []byte {
		part := data[:length]
		data = data[length:]
		return part
	}
	times, begins, types, letters := take(8*n[3]), take(n[3]), take(6*n[4]), string(take(n[5]))
	take(n[0] + n[1])
	var list []string
	for i := range n[4] {
		t := types[6*i:]
		abbreviation, _, _ := strings.Cut(letters[t[5]:], "\x00")
		text := abbreviation + ":" + strconv.Itoa(int(int32(binary.BigEndian.Uint32(t))))
		if t[4] == 1 {
			text += "*"
		}
		list = append(list, text)
	}
	changes, last := "", int64(0)
	for i, begin := range begins {
		at := int64(binary.BigEndian.Uint64(times[8*i:]))
		changes += strconv.FormatInt(at-last, 36) + string(rune('A'+begin))
		last = at
	}
	orDash := func(s string) string {
		if s == "" {
			return "-"
		}
		return s
	}
	return orDash(strings.Trim(string(data), "\n")) + " " + strings.Join(list, ",") + " " + orDash(changes)
}

// Calendars answer from what is built in, whatever the machine knows or the environment says. As the time package reads ZONEINFO once, the
// test runs itself in a process of its own.
func TestMachineIsNotAskedForZones(t *testing.T) {
	broken := filepath.Join(t.TempDir(), "zoneinfo")
	require.NoError(t, os.MkdirAll(filepath.Join(broken, "Europe"), 0o777))
	// It says that Zurich is Kolkata, as a machine of long ago might.
	require.NoError(t, os.WriteFile(filepath.Join(broken, "Europe", "Zurich"), zoneData("Asia/Kolkata"), 0o666))
	cmd := exec.Command(os.Args[0], "-test.run=^TestZonesKeepTheirTime$", "-test.v")
	cmd.Env = append(os.Environ(), "ZONEINFO="+broken, "TZ=Asia/Kolkata", "HANDOFF_BROKEN_ZONES=1")
	out, err := cmd.CombinedOutput()
	require.NoError(t, err, "%s", out)
	assert.Contains(t, string(out), "--- PASS: TestZonesKeepTheirTime")
}

func TestZonesKeepTheirTime(t *testing.T) {
	if os.Getenv("HANDOFF_BROKEN_ZONES") != "" {
		zone, err := time.LoadLocation("Europe/Zurich")
		require.NoError(t, err)
		require.Equal(t, "05:30", time.Unix(0, 0).In(zone).Format("15:04"), "the time package is fooled")
	}
	for _, c := range []struct{ zone, utc, wall string }{
		{"Europe/Zurich", "1970-01-01T00:00:00Z", "1970-01-01 01:00 CET"},
		{"Europe/Zurich", "2026-03-29T00:59:59Z", "2026-03-29 01:59 CET"},
		{"Europe/Zurich", "2026-03-29T01:00:00Z", "2026-03-29 03:00 CEST"},
		{"Europe/Zurich", "2126-07-01T12:00:00Z", "2126-07-01 14:00 CEST"},
		{"America/New_York", "1883-11-18T17:00:00Z", "1883-11-18 12:00 EST"},
		{"America/New_York", "1883-11-18T16:59:59Z", "1883-11-18 12:03 LMT"},
		{"US/Eastern", "2026-11-01T05:59:59Z", "2026-11-01 01:59 EDT"},
		{"Asia/Kolkata", "2026-01-01T00:00:00Z", "2026-01-01 05:30 IST"},
		{"Australia/Lord_Howe", "2026-01-01T00:00:00Z", "2026-01-01 11:00 +11"},
		{"America/Sao_Paulo", "2018-12-01T00:00:00Z", "2018-11-30 22:00 -02"},
		{"Europe/Dublin", "2026-07-01T00:00:00Z", "2026-07-01 01:00 IST"},
		{"UTC", "2026-01-01T00:00:00Z", "2026-01-01 00:00 UTC"},
		{"Etc/GMT+12", "2026-01-01T00:00:00Z", "2025-12-31 12:00 -12"},
	} {
		zone, err := Zone(c.zone)
		require.NoError(t, err)
		at, err := time.Parse(time.RFC3339, c.utc)
		require.NoError(t, err)
		assert.Equal(t, c.wall, at.In(zone).Format("2006-01-02 15:04 MST"), c.zone)
		assert.Equal(t, c.zone, zone.String())
	}
}

// All changes from 2026 to 2200, two a year, and none on New Year's Eve of leap years, where Go's bounds stand still.
func TestNextChange(t *testing.T) {
	for name, want := range map[string]int{"Europe/Zurich": 348, "America/New_York": 348, "Australia/Sydney": 348, "Asia/Kolkata": 0, "UTC": 0} {
		zone, err := Zone(name)
		require.NoError(t, err)
		end := time.Date(2200, 1, 1, 0, 0, 0, 0, zone)
		got := 0
		for at := nextChange(time.Date(2026, 1, 1, 0, 0, 0, 0, zone)); !at.IsZero() && at.Before(end); at = nextChange(at) {
			got++
		}
		assert.Equal(t, want, got, name)
	}
	for _, name := range zoneNames() { // there is an end to the search everywhere
		zone, err := Zone(name)
		require.NoError(t, err)
		nextChange(time.Date(2026, 1, 1, 0, 0, 0, 0, zone))
	}
	zurich, _ := Zone("Europe/Zurich")
	assert.Equal(t, "2029-03-25T01:00:00Z", nextChange(time.Date(2028, 12, 31, 12, 0, 0, 0, zurich)).UTC().Format(time.RFC3339))
}
