workspace { name = "Guests" }
