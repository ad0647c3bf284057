# A security incident is led like any other, but in secret, under a codename, and with the Security team always present.

process "security_incident_response" {
  title   = "Security incident response"
  purpose = "Stop the attack, keep the evidence, and say only what is known."
  owner   = role.incident_commander
  team    = team.responders

  input "suspicion" {
    artifact   = artifact.security_incident
    external   = true
    arrives_at = step.stop_attack
  }

  step "stop_attack" {
    title        = "Stop the attack"
    by           = role.incident_commander
    instructions = "Delegate: cut the attacker off, then close the way in. Talk about it only under its codename."
    raci {
      consulted = [team.security]
    }
    next = step.secure_evidence
  }
  step "secure_evidence" {
    title        = "Secure the evidence"
    by           = team.security
    instructions = "Isolate the machines, image the disks, and work on read-only copies."
    next         = step.validate
  }
  step "validate" {
    title        = "Validate the facts"
    by           = role.incident_commander
    instructions = "Nothing is said outside before it is certain."
    raci {
      consulted = [team.security]
    }
    next = [step.tell_company, step.tell_public]
  }
  step "tell_company" {
    title        = "Tell the company, and the police"
    by           = role.engineering_director
    instructions = "Once it is certain that the attack did not come from inside."
    raci {
      informed = [team.law_enforcement]
    }
  }
  step "tell_public" {
    title = "Tell the public"
    by    = team.marketing
    raci {
      informed = [team.customers]
    }
  }
}

interface "security_to_director" {
  title   = "Engineering's head speaks to the company"
  from    = process.security_incident_response.step.validate
  to      = process.security_incident_response.step.tell_company
  carries = artifact.security_incident
}

interface "security_to_marketing" {
  title    = "Marketing prepares the statement"
  from     = process.security_incident_response.step.validate
  to       = process.security_incident_response.step.tell_public
  carries  = artifact.security_incident
  provides = [facts]
  requires = [facts]
  sla {
    # handoff:ignore sla/unquantified -- the source says it like this
    complete = unstated("within a few days of the compromise")
  }
}
