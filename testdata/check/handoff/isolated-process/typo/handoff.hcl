workspace { name = "A slip of the pen is one finding" }
