team "release_team" {
  title = "Release team"
  contact {
    email = "release@example.org"
  }
}
team "community" {
  title    = "Readers of python-announce"
  external = true
}
role "release_manager" {
  title = "Release Manager (RM)"
  team  = team.release_team
}
role "windows_expert" {
  title = "Windows expert (WE)"
  team  = team.release_team
}
role "mac_expert" {
  title = "Mac expert (ME)"
  team  = team.release_team
}
role "docs_expert" {
  title = "Docs expert (DE)"
  team  = team.release_team
}
role "idle_expert" {
  title = "Idle expert (IE)"
  team  = team.release_team
}
system "github" {
  title = "python/cpython"
  kind  = "ci_cd"
}
system "downloads" {
  title = "python.org downloads"
  owner = team.release_team
}
artifact "tag" {
  title           = "Signed tag"
  source_of_truth = system.github
  field "name" {
    type  = string
    key   = true
    named = "vX.Y.ZaN"
  }
  field "gpg_key" { type = string }
  field "kind" { type = enum("alpha", "beta", "rc", "final") }
}
artifact "green_light" {
  title = "Green light"
  field "tag" { type = ref(artifact.tag) }
  field "hashes" { type = optional(list(string)) }
}
artifact "heads_up" {
  title = "Heads-up"
}
process "release" {
  title   = "Release"
  purpose = "Get a Python out of the door."
  owner   = role.release_manager
  team    = team.release_team
  input "green_windows" {
    artifact   = artifact.green_light
    requires   = [hashes]
    arrives_at = step.merge
    as         = "green_windows"
  }
  input "green_mac" {
    artifact   = artifact.green_light
    arrives_at = step.merge
    as         = "green_mac"
  }
  input "green_docs" {
    artifact   = artifact.green_light
    arrives_at = step.merge
    as         = "green_docs"
  }
  output "heads_up" {
    artifact  = artifact.heads_up
    leaves_at = step.warn
  }
  output "tag" {
    artifact  = artifact.tag
    leaves_at = step.push_tag
  }
  output "announcement" {
    artifact  = artifact.tag
    external  = true
    leaves_at = step.announce
  }
  step "warn" {
    title = "Send the heads-up"
    by    = role.release_manager
    next  = step.check_blockers
  }
  step "check_blockers" {
    title = "Check release blockers"
    by    = role.release_manager
    branch {
      when = tag.kind == "final"
      next = step.push_tag
    }
    branch {
      when = tag.kind != "final"
      next = step.push_tag
    }
  }
  step "push_tag" {
    title = "Tag and push to the release clone"
    by    = role.release_manager
    instructions = <<-MD
      ```
      .../release-tools/release.py --tag ${VERSION}
      git push git@github.com:your-account/cpython.git v%{VERSION}
      ```
    MD
    next = step.merge
  }
  step "merge" {
    title = "Merge and push to the main repository"
    by    = role.release_manager
    join  = "all"
    uses  = [system.github]
    next  = step.announce
  }
  step "announce" {
    title = "Announce"
    by    = role.release_manager
    raci {
      informed = [team.community]
    }
  }
}
process "windows_build" {
  title = "Windows installers"
  owner = role.windows_expert
  input "tag" { artifact = artifact.tag }
  input "heads_up" { artifact = artifact.heads_up }
  output "green" { artifact = artifact.green_light }
  step "build" {
    title = "Build and upload"
    by    = role.windows_expert
    uses  = [system.downloads]
  }
}
process "mac_build" {
  title = "Mac installer"
  owner = role.mac_expert
  input "tag" { artifact = artifact.tag }
  input "heads_up" { artifact = artifact.heads_up }
  output "green" { artifact = artifact.green_light }
  step "build" {
    title = "Build and upload"
    by    = role.mac_expert
  }
}
process "docs_build" {
  title = "Documentation"
  owner = role.docs_expert
  input "tag" { artifact = artifact.tag }
  input "heads_up" { artifact = artifact.heads_up }
  output "green" { artifact = artifact.green_light }
  step "build" {
    title  = "Build the docs"
    by     = role.docs_expert
    within = "24h"
  }
}
interface "heads_up" {
  title = "The experts are warned"
  from  = process.release.output.heads_up
  to    = [process.windows_build.input.heads_up, process.mac_build.input.heads_up, process.docs_build.input.heads_up]
}
interface "tag_to_experts" {
  title = "The experts get the tag"
  from  = process.release.output.tag
  to    = [process.windows_build.input.tag, process.mac_build.input.tag, process.docs_build.input.tag]
}
interface "windows_green" {
  title   = "Windows gives the green light"
  from    = process.windows_build.output.green
  to      = process.release.input.green_windows
  answers = interface.tag_to_experts
}
interface "mac_green" {
  title   = "Mac gives the green light"
  from    = process.mac_build.output.green
  to      = process.release.input.green_mac
  answers = interface.tag_to_experts
}
interface "docs_green" {
  title   = "Docs gives the green light"
  from    = process.docs_build.output.green
  to      = process.release.input.green_docs
  answers = interface.tag_to_experts
}
milestone "release_day" {
  title = "Release day"
  at    = "2026-10-05"
  owner = role.release_manager
}
