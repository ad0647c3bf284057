workspace { name = "A map without services" }
