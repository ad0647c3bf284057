package product

import (
	"bytes"
	"compress/flate"
	"io"
)

// film holds the pictures that stand in pages, in a tenth of their size: drawing is much slower than looking at one again.
type film map[string][]byte

func (f film) put(name string, picture []byte) {
	var b bytes.Buffer
	w, err := flate.NewWriter(&b, flate.BestSpeed)
	if err == nil {
		_, err = w.Write(picture)
	}
	if err == nil && w.Close() == nil {
		f[name] = b.Bytes()
	}
}

// get is a picture as it was put there; nothing where there is none. Several may ask at a time.
func (f film) get(name string) []byte {
	kept, ok := f[name]
	if !ok {
		return nil
	}
	picture, err := io.ReadAll(flate.NewReader(bytes.NewReader(kept)))
	if err != nil {
		return nil
	}
	return picture
}
