package eventlog

import "errors"

func (r *reading) ocel() error { return errors.New("OCEL is not read yet") }
