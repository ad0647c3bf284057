# Release Management: build it once, test what was built, deploy what was tested, and be able to go back.

team "release_engineering" {
  title    = "Release Engineering"
  lead     = role.release_manager
  calendar = calendar.office_hours
  contact {
    chat    = "#releases"
    on_call = "https://oncall.example.org/releases"
  }
}

role "release_manager" {
  title      = "Release manager"
  team       = team.release_engineering
  deputy     = role.release_engineer
  reports_to = role.service_owner
}

role "release_engineer" {
  title      = "Release engineer"
  team       = team.release_engineering
  reports_to = role.release_manager
}

role "release_tester" {
  title      = "Release tester"
  team       = team.release_engineering
  reports_to = role.release_manager
}

system "build_server" {
  title = "Build server"
  kind  = "ci_cd"
  owner = team.release_engineering
  url   = "https://build.example.org"
}

system "deployment_pipeline" {
  title       = "Deployment pipeline"
  description = "The one way into production."
  kind        = "ci_cd"
  owner       = team.release_engineering
  url         = "https://deploy.example.org"
  exclusive   = true
}

artifact "release" {
  title           = "Release record"
  source_of_truth = system.itsm
  steward         = role.release_manager

  field "id" {
    type      = string
    key       = true
    generated = true
  }
  field "title" { type = string }
  field "summary" { type = string }
  field "change_id" { type = ref(artifact.change) }
  field "affected_cis" { type = list(ref(artifact.ci)) }
  field "back_out_plan" { type = string }
  field "window_start" { type = timestamp }
  field "window_end" { type = timestamp }
  field "status" {
    type       = enum("planned", "built", "tested", "deployed", "taken_back")
    updated_by = [process.release_management]
  }
  field "version" { type = optional(string) }
  field "test_report" { type = optional(uri) }
  field "result" { type = optional(enum("successful", "rolled_back", "withdrawn")) }
  field "finished_at" { type = optional(timestamp) }

  lifecycle {
    field   = status
    initial = "planned"
    final   = ["deployed", "taken_back"]
    transition "planned" { to = ["built"] }
    transition "built" { to = ["tested", "planned"] }
    transition "tested" { to = ["deployed", "taken_back"] }
  }
}

artifact "deployment" {
  title       = "Deployment report"
  description = "How a release ended, for the change it was made for."
  steward     = role.release_manager

  field "release_id" { type = ref(artifact.release) }
  field "change_id" { type = ref(artifact.change) }
  field "result" { type = artifact.release.result }
  field "version" { type = string }
  field "finished_at" { type = timestamp }
}

artifact "release_note" {
  title       = "Release note"
  description = "What is going to change, in words for people who answer the phone."
  steward     = role.release_manager

  field "release_id" { type = ref(artifact.release) }
  field "headline" { type = string }
  field "text" { type = string }
  field "goes_live_at" { type = timestamp }
  field "affected_cis" { type = list(ref(artifact.ci)) }
}

process "release_management" {
  title        = "Release Management"
  purpose      = "Bring authorised changes into production without surprises."
  owner        = role.release_manager
  team         = team.release_engineering
  emergency    = role.duty_manager
  ref          = "REL-1"
  tags         = ["control"]
  links        = { "Pipeline" = "https://deploy.example.org/pipelines/production" }
  reviewed     = "2026-10-01"
  review_every = "2y"
  sequence     = [step.plan, step.build, step.test, step.go_no_go, step.deploy, step.verify, step.report]

  input "authorised_change" {
    title      = "A change that may go live"
    artifact   = artifact.release
    requires   = [change_id, affected_cis, window_start]
    arrives_at = step.plan
  }
  output "release_result" {
    title     = "How the release ended"
    artifact  = artifact.release
    provides  = [version, result, finished_at]
    leaves_at = step.report
  }

  sla {
    complete = "7d"
    calendar = calendar.office_hours
  }
  raci {
    accountable = role.release_manager
  }

  step "plan" {
    title  = "Plan the release"
    by     = role.release_manager
    within = "4h"
    takes  = "1h"
    uses   = [system.itsm]
    entry  = true
    raci {
      consulted = [role.application_owner]
    }
    instructions = <<-MD
      1. Book the maintenance window of the change, and the one after it as a reserve.
      2. Write the release note now. If you cannot explain it, do not ship it.
      3. Name who deploys and who watches. They are two people.
    MD
  }

  step "build" {
    title  = "Build"
    by     = role.release_engineer
    within = "1d"
    takes  = "2h"
    uses   = [system.build_server]
    update {
      status = "built"
    }
    instructions = <<-MD
      1. Build from the tag, never from a branch: `make release TAG=${TAG}`
      2. Sign the artefact and write its version into the release.
    MD
    expect       = "One signed artefact; its checksum is in the release record."
    rollback     = "Delete the artefact. A tag is never moved: take the next number."
  }

  step "test" {
    title        = "Test"
    by           = role.release_tester
    within       = "4h"
    takes        = "2h"
    uses         = [system.build_server]
    instructions = "Run the regression pack on the artefact itself. Then rehearse the back-out plan, with a watch."
    verify       = "The report names the checksum that was built."
    branch {
      choice = "Tests passed"
      next   = step.go_no_go
      update {
        status = "tested"
      }
    }
    branch {
      choice = "Tests failed"
      next   = step.build
      update {
        status = "planned"
      }
    }
  }

  step "go_no_go" {
    title  = "Go or no go"
    within = "4h"
    takes  = "15m"
    approval {
      approvers = [role.release_manager, role.application_owner]
      need      = "all"
    }
    instructions = "Read the test report and the back-out time aloud. Longer than half the window is a no."
    branch {
      choice = "Go"
      next   = step.deploy
    }
    branch {
      choice = "No go"
      next   = step.report
      update {
        status = "taken_back"
        result = "withdrawn"
      }
    }
  }

  step "deploy" {
    title        = "Deploy"
    by           = role.release_engineer
    within       = "2d"
    takes        = "2h"
    uses         = [system.deployment_pipeline]
    during       = calendar.maintenance_window
    instructions = <<-MD
      1. Say in the channel that you begin. Wait for the watcher's *ready*.
      2. Deploy to one node: `deploy --version ${VERSION} --nodes 1`. Watch it for ten minutes.
      3. Deploy the rest.
      4. At half time of the window decide: done soon, or back.
    MD
    expect       = "Every node reports the new version."
    verify       = <<-MD
      From outside, this says 200: `curl -s -o /dev/null -w '%{http_code}' https://shop.example.org/health`
    MD
    rollback     = <<-MD
      `deploy --version ${PREVIOUS}` on all nodes at once, then follow the back-out plan for the data.
    MD
    branch {
      choice = "Deployed"
      next   = step.verify
      update {
        status = "deployed"
        result = "successful"
      }
    }
    branch {
      choice = "Rolled back"
      next   = step.report
      update {
        status = "taken_back"
        result = "rolled_back"
      }
    }
  }

  step "verify" {
    title        = "Verify in production"
    by           = role.release_engineer
    within       = "2h"
    takes        = "1h"
    uses         = [system.metrics]
    instructions = "Compare error rate and latency with the same hour a week ago. Ask the application owner to do one real thing."
  }

  step "report" {
    title        = "Report to Change"
    by           = role.release_manager
    within       = "2h"
    takes        = "15m"
    uses         = [system.itsm]
    instructions = "Fill in result, version and time. A rolled-back release is reported the same hour."
  }
}
