# Nothing that the broken file may have declared is unknown.

role "lead" {
  team   = team.desk
  deputy = role.agent
  title  = local.anything
}

process "next" {
  owner = role.agnt # want reference/unknown "There is no `role.agnt`."
}

interface "handover" {
  from    = process.support.output.done
  to      = payments.process.refund
}
