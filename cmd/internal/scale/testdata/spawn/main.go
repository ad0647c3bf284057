// Command spawn runs a command and writes what it cost, as JSON, to file descriptor 3: spawn SECONDS MEGABYTES COMMAND ARGS…. A command that takes longer,
// or (on Linux) more memory, is killed, and so is whatever it has started.
//
// It is a program of its own because Linux counts the memory of the parent into the peak of a child, up to the moment the child becomes another program: the
// parent had better be small.
package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"runtime"
	"strconv"
	"syscall"
	"time"
)

func main() {
	seconds, err := strconv.Atoi(os.Args[1])
	megabytes, err2 := strconv.Atoi(os.Args[2])
	fail(errors.Join(err, err2))
	cmd := exec.Command(os.Args[3], os.Args[4:]...)
	cmd.Stdin, cmd.Stdout, cmd.Stderr = os.Stdin, os.Stdout, os.Stderr
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	start := time.Now()
	fail(cmd.Start())
	done, stopped := make(chan struct{}), make(chan string)
	go func() { stopped <- guard(cmd.Process.Pid, time.Duration(seconds)*time.Second, megabytes, done) }()
	_ = cmd.Wait() // the state tells it
	wall := time.Since(start)
	close(done)

	usage := cmd.ProcessState.SysUsage().(*syscall.Rusage)
	peak := usage.Maxrss
	if runtime.GOOS != "darwin" { // which counts bytes, not KiB
		peak *= 1024
	}
	fail(json.NewEncoder(os.NewFile(3, "result")).Encode(map[string]any{
		"wall":    wall.Seconds(),
		"cpu":     (cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime()).Seconds(),
		"peak":    float64(peak) / 1e6,
		"exit":    cmd.ProcessState.ExitCode(),
		"stopped": <-stopped,
	}))
}

// guard waits until a process is done, or kills its group and says why.
func guard(pid int, limit time.Duration, megabytes int, done chan struct{}) string {
	late := time.After(limit)
	look := time.NewTicker(200 * time.Millisecond)
	for {
		why := ""
		select {
		case <-done:
			return ""
		case <-late:
			why = fmt.Sprintf("not done after %v", limit)
		case <-look.C:
			if resident(pid) > megabytes*1e6 {
				why = fmt.Sprintf("takes more than %d MB", megabytes)
			}
		}
		if why != "" {
			_ = syscall.Kill(-pid, syscall.SIGKILL)
			return why
		}
	}
}

// resident is how many bytes of memory a process takes, 0 where that cannot be told.
func resident(pid int) int {
	text, _ := os.ReadFile(fmt.Sprintf("/proc/%d/statm", pid))
	var size, pages int
	fmt.Sscan(string(text), &size, &pages)
	return pages * os.Getpagesize()
}

func fail(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(2)
	}
}
