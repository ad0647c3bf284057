workspace { name = "Two services that do not agree" }
