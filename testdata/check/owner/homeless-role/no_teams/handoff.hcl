workspace { name = "A map without teams" }
