# Every text of this map is an attempt.

team "t" {
  title   = "<img src=x onerror=\"window.hacked='team'\">"
  contact {
    chat = "javascript:window.hacked='chat'"
    page = "\"><script>window.hacked='page'</script>"
  }
}

role "r" {
  title       = "\"' onmouseover=window.hacked='role' x='"
  team        = team.t
  description = "<script>window.hacked='description'</script> [click](javascript:window.hacked='link') <a href=\"javascript:window.hacked='a'\">a</a> <svg onload=\"window.hacked='svg'\">"
}

role "rtl" {
  title = "‮דמות מימין לשמאל עם ‪override‬"
  team  = team.t
}

artifact "a" {
  title = "]]> <!-- <script> --> </script\t> {{7*7}} $${x}"
  field "id" {
    type        = string
    key         = true
    description = "<script>window.hacked='field'</script>"
  }
  field "state" {
    type = enum("</script>", "<!--", "\"><img src=x onerror=window.hacked='enum'>")
  }
}

system "s" {
  title = "data:text/html,<script>window.hacked='system'</script>"
  url   = "javascript:window.hacked='system url'"
}

process "p" {
  title   = "<b>bold</b> & <i>it</i>   line separators 🦊👩‍👩‍👧 𝕏"
  purpose = "</desc></svg><script>window.hacked='purpose'</script>"
  owner   = role.r
  tags    = ["<tag onclick=1>", "a b", "\"quoted\""]
  links   = { "<script>label</script>" = "https://example.com/?q=\"><script>window.hacked='q'</script>" }
  step "one" {
    title       = "</script><script>window.hacked='step'</script>"
    by          = role.r
    description = "![x](x\" onerror=\"window.hacked='img')\n\n```html\n</pre><script>window.hacked='pre'</script>\n```\n"
    next        = step.end
  }
  step "end" {
    title = "end $${x} %%{y} `tick` | bar"
    by    = role.rtl
  }
  output "o" {
    title    = "\\\" \\' &quot;><script>window.hacked='output'</script>"
    artifact = artifact.a
  }
}

process "q" {
  title = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
  owner = role.rtl
  input "i" { artifact = artifact.a }
  step "s" { by = [system.s] }
}

interface "i" {
  title = "--><script>window.hacked='interface'</script>"
  from  = process.p.output.o
  to    = process.q.input.i
  via   = system.s
}

service "v" {
  title = "<svg/onload=window.hacked='service'>"
  owner = role.r
  flow  = [interface.i]
}
