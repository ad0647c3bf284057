interface "order_to_packing" {
  from = process.selling.output.order
  to   = ) # want syntax/invalid "" check/incomplete "rules about what is missing kept silent"
}
