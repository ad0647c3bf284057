package eventlog

import (
	"compress/gzip"
	"errors"
	"io"
)

// ahead reads a log while what was read before is being looked at: unpacking and decoding a log costs as much as understanding it, and goes
// on beside it. It keeps three blocks.
type ahead struct {
	full, empty chan block
	stop        chan struct{}
	now         block
	rest        []byte
}

type block struct {
	data []byte
	n    int
	err  error
}

func readAhead(in io.Reader) *ahead {
	a := &ahead{full: make(chan block, 2), empty: make(chan block, 3), stop: make(chan struct{})}
	for range 3 {
		a.empty <- block{data: make([]byte, blockSize)}
	}
	go func() {
		defer close(a.full)
		for {
			var b block
			select {
			case b = <-a.empty:
			case <-a.stop:
				return
			}
			b.n, b.err = fill(in, b.data)
			select {
			case a.full <- b:
			case <-a.stop:
				return
			}
			if b.err != nil {
				return
			}
		}
	}()
	return a
}

// fill reads until data is full or nothing more comes. Unlike io.ReadFull it keeps the error: a packed log that was cut off ends with another one
// than a whole log does.
func fill(in io.Reader, data []byte) (n int, err error) {
	for n < len(data) && err == nil {
		var k int
		k, err = in.Read(data[n:])
		n += k
	}
	switch err {
	case io.ErrUnexpectedEOF:
		err = errCutOff
	case gzip.ErrChecksum, gzip.ErrHeader:
		err = errDamaged
	}
	return n, err
}

var (
	errCutOff  = errors.New("the packed file ends in the middle, so it was not written or copied whole")
	errDamaged = errors.New("the packed file is damaged: its checksum is another, or something else follows it")
)

// Read hands out what has been read.
func (a *ahead) Read(p []byte) (int, error) {
	for len(a.rest) == 0 {
		if a.now.err != nil {
			return 0, a.now.err
		}
		if a.now.data != nil {
			a.empty <- a.now
		}
		a.now = <-a.full
		a.rest = a.now.data[:a.now.n]
	}
	n := copy(p, a.rest)
	a.rest = a.rest[n:]
	return n, nil
}

// close ends the reading, wherever it is.
func (a *ahead) close() { close(a.stop) }
