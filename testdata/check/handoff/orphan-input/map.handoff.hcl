# A warehouse that waits for more than anybody brings.

process "packing" {
  owner = role.packer
  input "order" { artifact = artifact.order } # want "no interface brings it"

  # silent: it comes from outside the map.
  input "stock_list" {
    artifact = artifact.list
    external = true
    source   = system.erp
  }

  # Saying where it comes from does not say how.
  input "price_list" { # want "no interface brings it"
    artifact = artifact.list
    source   = system.erp
  }

  # silent: one of two receivers.
  input "recall" { artifact = artifact.notice }
}

process "selling" {
  owner = role.packer
  input "recall" { artifact = artifact.notice }
}

process "quality" {
  owner = role.packer
  output "recall" { artifact = artifact.notice }
}

interface "recall_to_all" {
  from = process.quality.output.recall
  to   = [process.packing.input.recall, process.selling.input.recall]
}

# silent: the process that calls it feeds its inputs.
process "credit_check" {
  owner = role.packer
  input "order" { artifact = artifact.order }
}

process "billing" {
  owner = role.packer
  step "check" {
    by    = role.packer
    calls = process.credit_check
  }
}

system "erp" { owner = role.packer }
role "packer" {}
artifact "order" {}
artifact "list" {}
artifact "notice" {}
