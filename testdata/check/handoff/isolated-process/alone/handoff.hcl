workspace { name = "A map of one process" }
