role "uncle" { retired = true }
role "aunt" {}

# What this map does with him is its own to mend.
process "sleeping" {
  owner = role.uncle # want "`role.uncle` is retired"
}
