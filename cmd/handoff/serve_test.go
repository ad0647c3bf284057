package main

import (
	"net"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// No other machine can ask, whichever port is taken.
func TestServeListensOnThisMachineOnly(t *testing.T) {
	first, err := listen(0, true)
	require.NoError(t, err)
	defer first.Close()
	taken := first.Addr().(*net.TCPAddr).Port
	_, err = listen(taken, true)
	assert.ErrorContains(t, err, "is taken")
	other, err := listen(taken, false)
	require.NoError(t, err)
	defer other.Close()
	for _, l := range []net.Listener{first, other} {
		assert.True(t, l.Addr().(*net.TCPAddr).IP.IsLoopback(), l.Addr().String())
	}
}
