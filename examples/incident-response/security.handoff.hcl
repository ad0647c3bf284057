# A security incident is led like any other, but in secret, under a codename, and with the Security team always present.

process "security_incident_response" {
  title   = "Security incident response"
  purpose = "Stop the attack, keep the evidence, and say only what is known."
  owner   = role.incident_commander
  team    = team.responders

  emergency   = role.incident_commander
  description = "Not sure that it is one? Begin all the same; the IC decides whether it is needed. Tell nobody outside of the response team that there is anything to tell: the attack may come from inside."

  input "suspicion" {
    artifact   = artifact.security_incident
    external   = true
    arrives_at = step.stop_attack
  }

  step "stop_attack" {
    title        = "Stop the attack"
    by           = role.incident_commander
    instructions = <<-MD
      1. Stop it by any means: shut down servers, cut them off the network, a whole data centre if you must. Shut down, do not delete: the evidence is on the disks.
      2. Close the way in. A third party that may be compromised loses all accounts but yours; rotate yours at once.
    MD
    expect       = "The attacker is out, and the way in is shut."
    raci {
      consulted = [team.security]
    }
    next = step.assemble
  }
  step "assemble" {
    title        = "Assemble the response team"
    by           = role.incident_commander
    instructions = <<-MD
      1. Give it a harmless codename, and a chat room of that name. Use no other name anywhere.
      2. Invite the Security team, always; then somebody for each service that is affected; executives and legal counsel as soon as that does not slow down those who work.
      3. Begin every mail and topic with "Attorney Work Project".
    MD
    raci {
      informed = [team.security]
    }
    next = step.secure_evidence
  }
  step "secure_evidence" {
    title        = "Secure the evidence"
    by           = team.security
    instructions = <<-MD
      1. Cut the affected machines off from all others, and shut them down.
      2. Image every disk; store the images off-site, read-only. Work on copies.
      3. Revoke and rotate whatever was on them: keys, passwords, accounts.
    MD
    next         = step.validate
  }
  step "validate" {
    title        = "Validate the facts"
    by           = role.incident_commander
    instructions = <<-MD
      1. What did the attacker do, and when? From the first look around to the last session.
      2. What data was seen or taken, and which customers' is it?
      3. Could they come back, or go on to another system? Watch for it.

      Nothing is said outside before it is certain.
    MD
    raci {
      consulted = [team.security]
    }
    next = [step.tell_company, step.tell_public]
  }
  step "tell_company" {
    title        = "Tell the company, and the police"
    by           = role.engineering_director
    instructions = "Once it is certain that the attack did not come from inside: what happened when, and what has been done, without detail. Then law enforcement, whoever runs systems that were used in the attack, and the cyber insurance."
    raci {
      informed = [team.law_enforcement]
    }
  }
  step "tell_public" {
    title        = "Tell the public"
    by           = team.marketing
    instructions = "Put the date into the title. Say what was compromised, what it means for customers and what they must do; blame nobody else. Tell customers' own security teams first, where you can."
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
