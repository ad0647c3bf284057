process "selling" {
  owner = role.seller
  output "order" { artifact = artifact.order }
  output "return" { artifact = artifact.order }
}

process "packing" {
  owner = role.seller
  input "order" { artifact = artifact.order }
  input "return" { artifact = artifact.order }
}

interface "order_to_packing" {
  from = process.selling.output.order
  to   = process.packing.input.order
}

interface "orders_to_the_warehouse" { # want "both join `process.selling.output.order` to `process.packing.input.order`"
  title = "Another name does not make it another handoff"
  from  = process.selling.output.order
  to    = process.packing.input.order
  mode  = "automated"
}

# silent: another way.
interface "order_by_phone" {
  from = process.selling.output.order
  to   = process.packing.input.order
  via  = system.phone
}

# The order of a list means nothing.
interface "order_by_phone_and_fax" {
  from = process.selling.output.order
  to   = process.packing.input.order
  via  = [system.fax, system.phone]
}

interface "order_by_fax_and_phone" { # want "both join"
  from = process.selling.output.order
  to   = process.packing.input.order
  via  = [system.phone, system.fax]
}

# silent: set off by something else.
interface "urgent_order" {
  from = process.selling.output.order
  to   = process.packing.input.order
  on   = event.urgent
}

# silent: other ports.
interface "return_to_packing" {
  from = process.selling.output.return
  to   = process.packing.input.return
}

# silent: each of these implies ports of its own; they are two handoffs of the same record.
interface "quote_to_billing" {
  from    = process.selling
  to      = process.billing
  carries = artifact.order
}

interface "invoice_to_billing" {
  from    = process.selling
  to      = process.billing
  carries = artifact.order
}

interface "told_twice" {
  from = process.selling.output.return
  to = [
    process.billing.input.return,
    process.billing.input.return, # want "as its receiver twice"
  ]
}

process "billing" {
  owner = role.seller
  input "return" { artifact = artifact.order }
}

event "urgent" {}
system "phone" {}
system "fax" {}
role "seller" {}
artifact "order" {}
