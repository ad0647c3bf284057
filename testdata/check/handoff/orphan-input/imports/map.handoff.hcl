import "payments" { source = "payments" }

process "selling" {
  owner = role.seller
  output "refund" { artifact = payments.artifact.refund }
}

# silent: the other input of the imported process is not this map's to feed.
interface "refund_to_payments" {
  from = process.selling.output.refund
  to   = payments.process.refund.input.request
}

role "seller" {}
