process "baking" { owner = role.baker } # want "`process.baking` has no title; pages and diagrams call it “Baking”"
process "card_company" { # want "“Card company”"
  external = true
}
interface "bread_to_shop" { # want "has no title"
  from    = process.baking
  to      = process.shop
  carries = artifact.bread
}
artifact "bread" {} # want "has no title"
service "hunger_to_bread" { # want "has no title"
  owner = role.baker
  flow  = [interface.bread_to_shop]
}
role "baker" {} # want "has no title"

# silent: it has one.
process "shop" {
  title = "Shop"
  owner = role.baker
  # silent: steps, ports, teams and systems may go by their names.
  input "bread" { artifact = artifact.bread }
  step "sell" { by = role.baker }
}
team "night_shift" {}
system "oven" {}
# A title that is spelt wrongly is one error, and no missing title.
role "apprentice" {
  titel = "Apprentice" # want syntax/unknown-argument "title"
}
