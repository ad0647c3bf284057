package site

import (
	"bytes"
	"compress/gzip"
	"encoding/base64"
	"fmt"
)

// Pictures and texts stand in the interactive page in chunks, each a script element that does not run and is read when something in it is wanted. What
// belongs together stands together. In a small map a chunk is JSON, to be read and compared by people too; in a large one it is compressed, since a page of
// forty megabytes neither opens quickly nor goes by mail.

const (
	chunkSize    = 192 << 10 // bytes of JSON, if no single thing is larger
	compressFrom = 6 << 20   // bytes of JSON altogether
)

// chunks collects things and tells where each of them stands.
type chunks struct {
	list [][]string
	size []int
	all  int
}

// spot is where a thing stands: in which chunk, as which of its things.
type spot [2]int

func (c *chunks) add(thing string) spot {
	last := len(c.list) - 1
	if last < 0 || c.size[last]+len(thing) > chunkSize && len(c.list[last]) > 0 {
		c.list, c.size = append(c.list, nil), append(c.size, 0)
		last++
	}
	c.list[last] = append(c.list[last], thing)
	c.size[last] += len(thing)
	c.all += len(thing)
	return spot{last, len(c.list[last]) - 1}
}

// write writes a script element for each chunk.
func (c *chunks) write(line func(string, ...any)) {
	for i, things := range c.list {
		if c.all < compressFrom {
			line(`<script type="application/json" data-chunk="%d">%s</script>`, i, jsonText(things))
			continue
		}
		line(`<script type="application/gzip" data-chunk="%d">%s</script>`, i, compressed(jsonText(things)))
	}
}

// compressed is a text as gzip, in base 64. It holds no time and no name, so that the same text gives the same bytes.
func compressed(text string) string {
	var b bytes.Buffer
	w, err := gzip.NewWriterLevel(&b, gzip.BestCompression)
	if err == nil {
		_, err = w.Write([]byte(text))
	}
	if err == nil {
		err = w.Close()
	}
	if err != nil {
		panic(fmt.Sprintf("compressing into memory: %v", err)) // a buffer does not fail
	}
	return base64.StdEncoding.EncodeToString(b.Bytes())
}
