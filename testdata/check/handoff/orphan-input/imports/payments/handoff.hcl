workspace { name = "Payments" }
