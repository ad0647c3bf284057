# Nothing that the broken file may have declared is unknown.

role "lead" {
  team   = team.desk
  deputy = role.agent
}

process "next" {
  owner = role.agnt # want reference/unknown "There is no `role.agnt`."
}

interface "handover" {
  from    = process.support.output.done
  to      = process.next
}
