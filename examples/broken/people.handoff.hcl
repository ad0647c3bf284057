# Who works here, more or less.

team "counter" {
  title = "Counter"
  contact {
    phone = "+39 081 555 0100"
  }
}

team "kitchen" {
  title = "Kitchen"
  contact {
    chat = "#kitchen"
  }
}

team "riders" {
  title    = "Riders"
  calendar = calendar.evenings
  contact {
    phone = "+39 081 555 0120"
  }
}

# style/duplicate-title: at night it is the kitchen that is called, whichever that is.
team "night_shift" {
  title = "Kitchen"
}

# owner/overloaded: answers for every row of ordering, delivery and the loyalty programme. Something has to give.
role "shift_manager" {
  title  = "Shift manager"
  team   = team.counter
  deputy = role.order_taker
}

role "order_taker" {
  title = "Order taker"
  team  = team.counter
}

# owner/homeless-role: takes orders on Fridays and belongs to no team, so nobody misses him when he does not come.
role "nephew" {
  title = "The owner's nephew"
}

role "head_chef" {
  title  = "Head chef"
  team   = team.kitchen
  deputy = role.sous_chef
}

role "sous_chef" {
  title  = "Sous-chef"
  team   = team.kitchen
  deputy = role.head_chef
}

role "oven_hand" {
  title = "Oven hand"
  team  = team.kitchen
}

# owner/retired: went back to Naples in 2019 and is still on the rota for the dough.
role "nonna" {
  title   = "Nonna"
  team    = team.kitchen
  retired = true
}

# owner/never-acts: is told about everything and has never lifted a plate.
role "food_blogger" {
  title = "Food blogger"
  team  = team.counter
}

# owner/no-deputy: the only one who is called when a pizza is late, and usually the reason.
role "rider" {
  title = "Rider"
  team  = team.riders
}

# owner/no-contact: to be called in an emergency. On which number?
role "night_owl" {
  title = "Night owl"
  team  = team.night_shift
}

# owner/unused: nothing has gone through it since the World Cup.
system "fax" {
  title = "Fax machine"
  owner = role.shift_manager
}

# governance/no-fallback: when it is down, nobody pays.
system "card_terminal" {
  title = "Card terminal"
  owner = role.shift_manager
}

system "guest_book" {
  title = "Guest book"
  owner = role.shift_manager
}
