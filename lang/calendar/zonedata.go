package calendar

// The data of time zones: ours, and never the machine's. Go's time package asks the environment and the operating system first, so that
// the same map would fall due at other instants on a machine that was not updated for some years; what it embeds (time/tzdata) is only
// its last resort. The text of zones.txt says the same as Go's copy of the IANA database, a line a zone, and is turned back into its
// binary form (RFC 9636) for the zones that a map names.
//
// A line is a link, "NAME = OTHER", or has five fields: the name; the rule for all time to come, as POSIX writes it, or "-"; the local
// times that were ever in use, as "ABBREVIATION:SECONDS" east of Greenwich with an asterisk behind daylight-saving time; and all changes
// between them: the seconds since the last change (the first: since 1970) in base 36, in lower case, and the local time that begins as
// a capital, A for the first of the list; "-" for none.

import (
	_ "embed"
	"encoding/binary"
	"strconv"
	"strings"
)

//go:embed zones.txt
var zones string

// ZoneRelease is the release of the IANA time-zone database that calendars go by, such as "2025c".
func ZoneRelease() string {
	line, _, _ := strings.Cut(zones, "\n")
	return line[strings.LastIndexByte(line, ' ')+1:]
}

// zoneNames lists the names of all time zones, sorted.
func zoneNames() []string {
	var names []string
	for line := range strings.Lines(zones) {
		if name, _, _ := strings.Cut(line, " "); name != "#" {
			names = append(names, name)
		}
	}
	return names
}

// zoneData returns a time zone in its binary form, or nil where there is none of that name.
func zoneData(name string) []byte {
	if name == "" || strings.ContainsAny(name, " \n#") {
		return nil
	}
	_, line, found := strings.Cut(zones, "\n"+name+" ")
	if !found {
		return nil
	}
	line, _, _ = strings.Cut(line, "\n")
	if other, link := strings.CutPrefix(line, "= "); link {
		return zoneData(other)
	}
	fields := strings.Fields(line)
	if len(fields) != 3 {
		return nil
	}
	var types, letters []byte
	list := strings.Split(fields[1], ",")
	for _, t := range list {
		abbreviation, seconds, _ := strings.Cut(t, ":")
		seconds, saving := strings.CutSuffix(seconds, "*")
		offset, _ := strconv.Atoi(seconds)
		types = binary.BigEndian.AppendUint32(types, uint32(int32(offset)))
		types = append(types, 0, byte(len(letters)))
		if saving {
			types[len(types)-2] = 1
		}
		letters = append(append(letters, abbreviation...), 0)
	}
	var times, begins []byte
	var last int64
	for rest := fields[2]; rest != "-" && rest != ""; {
		end := strings.IndexFunc(rest, func(r rune) bool { return r >= 'A' && r <= 'Z' })
		if end < 0 {
			return nil
		}
		seconds, _ := strconv.ParseInt(rest[:end], 36, 64)
		last += seconds
		times = binary.BigEndian.AppendUint64(times, uint64(last))
		begins = append(begins, rest[end]-'A')
		rest = rest[end+1:]
	}
	// A file of version 2 has a header and data of version 1, of 32 bits, which may be empty, and then its own.
	header := append([]byte("TZif2"), make([]byte, 15)...)
	data := append(header[:20:20], make([]byte, 24)...)
	data = append(data, header...)
	for _, count := range []int{0, 0, 0, len(begins), len(list), len(letters)} {
		data = binary.BigEndian.AppendUint32(data, uint32(count))
	}
	for _, part := range [][]byte{times, begins, types, letters} {
		data = append(data, part...)
	}
	data = append(data, '\n')
	if fields[0] != "-" {
		data = append(data, fields[0]...)
	}
	return append(data, '\n')
}
