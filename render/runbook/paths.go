package runbook

// File names that every file system takes, and the ways between them.

import (
	"crypto/sha256"
	"encoding/hex"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Relative is the way from a folder to a file, both within one folder.
func Relative(folder, file string) string {
	if folder == "." || folder == "" {
		return file
	}
	up := strings.Split(folder, "/")
	down := strings.Split(file, "/")
	for len(up) > 0 && len(down) > 1 && up[0] == down[0] {
		up, down = up[1:], down[1:]
	}
	return strings.Repeat("../", len(up)) + strings.Join(down, "/")
}

// safePath makes an address a path that every file system takes and keeps apart from all others. Lower-case names stay as they are; one
// that is reserved, too long or differs from another in capitals only gets a part of its hash.
func safePath(address string) string {
	parts := strings.Split(address, "/")
	for i, part := range parts {
		parts[i] = safeName(part)
	}
	return strings.Join(parts, "/")
}

const longestName = 80 // bytes: room for an extension, and for the 255 that file systems allow

func safeName(name string) string {
	safe := strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r) || r == '_' || r == '-' {
			return r
		}
		return '-'
	}, name)
	for len(safe) > longestName {
		_, size := utf8.DecodeLastRuneInString(safe)
		safe = safe[:len(safe)-size]
	}
	// A letter such as ſ or ς becomes another one by way of its capital, and to a file system that does not tell capitals apart it is that one.
	if safe == name && safe != "" && strings.ToLower(strings.ToUpper(safe)) == safe && !reserved(safe) {
		return safe
	}
	return hashed(safe, name)
}

// hashed adds a part of a name's hash to what is made of the name.
func hashed(safe, name string) string {
	sum := sha256.Sum256([]byte(name))
	return safe + "-" + hex.EncodeToString(sum[:4])
}

// reserved reports names that Windows keeps for devices, whatever the extension.
func reserved(name string) bool {
	name = strings.ToLower(name)
	switch name {
	case "con", "prn", "aux", "nul", "conin", "conout":
		return true
	}
	stem, ok := strings.CutPrefix(name, "com")
	if !ok {
		stem, ok = strings.CutPrefix(name, "lpt")
	}
	return ok && (len(stem) == 1 && stem[0] >= '0' && stem[0] <= '9' || stem == "¹" || stem == "²" || stem == "³")
}
