# House rules: what this organisation asks of its own map beyond what every map needs.

rule "fast_handoffs_are_automated" {
  title       = "Fast handoffs are automated"
  description = "Nobody keeps a promise of a quarter of an hour by hand, night after night."
  each        = "interface"
  when        = each.sla.acknowledge != null ? each.sla.acknowledge <= duration("15m") : false
  require     = each.mode == "automated"
  message     = "${each.address} promises ${text(each.sla.acknowledge)} but is ${each.mode}"
  severity    = "error"
}

rule "records_have_a_steward" {
  title       = "Records have a steward"
  description = "Somebody has to be asked when a record is wrong."
  each        = "artifact"
  require     = each.steward != null
  message     = "${each.address} has no steward"
}
