process "card_company" { external = true }
process "bank" { external = true }
process "selling" { owner = role.seller }
process "nobodys" {}

# One sender, one cause, one finding.
interface "settle" { # want "Nobody answers for `interface.settle` and `interface.fees`"
  from    = process.card_company
  to      = process.bank
  carries = artifact.money
}
interface "fees" {
  from    = process.card_company
  to      = process.bank
  carries = artifact.money
}
interface "interest" { # want "Nobody answers for `interface.interest`"
  from    = process.bank
  to      = process.card_company
  carries = artifact.money
}

# silent: somebody owns the joint.
interface "refunds" {
  from       = process.bank
  to         = process.card_company
  carries    = artifact.money
  integrator = role.seller
}

# silent: somebody is named.
interface "chargebacks" {
  from    = process.bank
  to      = process.card_company
  carries = artifact.money
  raci {
    accountable = role.seller
  }
}

# silent: the integrator of the service whose flow it is in.
interface "statement" {
  from    = process.card_company
  to      = process.bank
  carries = artifact.money
}
service "month_end" {
  owner      = role.seller
  integrator = role.seller
  flow       = [interface.statement]
}

# silent: the sender's owner.
interface "charge" {
  from    = process.selling
  to      = process.card_company
  carries = artifact.money
}

# silent: a black box sends, so the receiver's owner.
interface "receipt" {
  from    = process.card_company
  to      = process.selling
  carries = artifact.money
}

# silent: the process that sends has no owner, which owner/missing-owner reports.
interface "gift" {
  from    = process.nobodys
  to      = process.bank
  carries = artifact.money
}

# silent: the same the other way round.
interface "theft" {
  from    = process.bank
  to      = process.nobodys
  carries = artifact.money
}

# silent: the sender is misspelt.
interface "loan" {
  from    = process.bnk # want reference/unknown "bnk"
  to      = process.card_company
  carries = artifact.money
}

role "seller" {}
artifact "money" {}
