# silent: a misspelt name is one error, and the calendar it means is used.
role "baker" { calendar = calendar.nihgt } # want reference/unknown "calendar.night"
calendar "night" { hours = "22:00-06:00" }
