locals {
  desk = "Another" # want reference/duplicate "`local.desk` is declared twice"
}

calendar "office" {
  days  = local.days
  hours = "08:00-18:00"
}

team "desk" {
  title       = local.title
  description = "Reach ${local.dsk} at ${HOST}" # want reference/unknown "Did you mean `local.desk`?"
}
