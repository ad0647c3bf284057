# A shop that charges a card and goes on with the receipt.

process "shop" {
  owner = role.seller
  output "charge" {
    artifact  = artifact.payment
    leaves_at = step.charge
  }
  output "parcel" {
    artifact  = artifact.payment
    leaves_at = step.confirm
  }
  output "survey" {
    artifact  = artifact.payment
    leaves_at = step.charge
  }
  input "receipt" {
    artifact   = artifact.payment
    arrives_at = step.confirm
  }
  input "review" {
    artifact   = artifact.payment
    arrives_at = step.charge
  }
  input "rating" {
    artifact   = artifact.payment
    arrives_at = step.praise
  }
  step "charge" {
    by   = role.seller
    next = [step.confirm, step.praise]
  }
  step "confirm" {
    by   = role.seller
    join = "all"
  }
  step "praise" { by = role.seller }
}

process "bank" {
  external = true
  input "charge" { artifact = artifact.payment }
  output "receipt" { artifact = artifact.payment }
}

interface "charge_card" { # want "waits at `process.shop.step.confirm` for what `process.bank` sends back"
  from = process.shop.output.charge
  to   = process.bank.input.charge
}

interface "receipt_to_shop" {
  from = process.bank.output.receipt
  to   = process.shop.input.receipt
}

process "carrier" {
  external = true
  input "parcel" { artifact = artifact.payment }
  output "review" { artifact = artifact.payment }
}

# silent: what comes back arrives at an earlier step, so nothing waits for it.
interface "parcel_to_carrier" {
  from = process.shop.output.parcel
  to   = process.carrier.input.parcel
}

interface "review_to_shop" {
  from = process.carrier.output.review
  to   = process.shop.input.review
}

process "customer" {
  external = true
  input "survey" { artifact = artifact.payment }
  output "rating" { artifact = artifact.payment }
}

# silent: the step where the rating arrives goes ahead without it: no `join`, nothing it requires, and not the only step that follows.
interface "survey_to_customer" {
  from = process.shop.output.survey
  to   = process.customer.input.survey
}

interface "rating_to_shop" {
  from = process.customer.output.rating
  to   = process.shop.input.rating
}

# The same with a lab, in one line of steps, and with an answer that says so.
process "clinic" {
  owner = role.seller
  output "sample" {
    artifact  = artifact.payment
    leaves_at = step.draw
  }
  input "result" {
    artifact   = artifact.payment
    arrives_at = step.treat
  }
  output "second_sample" {
    artifact  = artifact.payment
    leaves_at = step.treat
  }
  input "second_result" {
    artifact   = artifact.payment
    requires   = [verdict]
    arrives_at = step.discharge
  }
  step "draw" {
    by   = role.seller
    next = step.treat
  }
  step "treat" {
    by = role.seller
    branch {
      choice = "Still unwell"
      next   = step.discharge
    }
    next = step.discharge
  }
  step "discharge" { by = role.seller }
}

process "lab" {
  external = true
  input "sample" { artifact = artifact.payment }
  input "second_sample" { artifact = artifact.payment }
  output "result" { artifact = artifact.payment }
  output "second_result" { artifact = artifact.payment }
}

# silent: answered.
interface "sample_to_lab" {
  from = process.clinic.output.sample
  to   = process.lab.input.sample
}

interface "result_to_clinic" {
  from    = process.lab.output.result
  to      = process.clinic.input.result
  answers = interface.sample_to_lab
}

interface "second_sample_to_lab" { # want "waits at `process.clinic.step.discharge`"
  from = process.clinic.output.second_sample
  to   = process.lab.input.second_sample
}

interface "second_result_to_clinic" {
  from = process.lab.output.second_result
  to   = process.clinic.input.second_result
}

# silent: nobody says what follows what in these two, so nobody can say that one waits.
process "buying" {
  owner = role.seller
  step "ask" { by = role.seller }
}

interface "ask_price" {
  from    = process.buying
  to      = process.lab
  carries = artifact.payment
}

interface "price" {
  from    = process.lab
  to      = process.buying
  carries = artifact.payment
}

role "seller" {}
artifact "payment" {
  field "verdict" { type = optional(string) }
}
