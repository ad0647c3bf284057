workspace { name = "Part of the map cannot be read" }
