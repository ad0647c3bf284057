# A map that tries to get out of every wiki: each title, and some texts, hold what one of them takes for markup.

role "who" {
  title = "<b>who</b> | {x}"
  contact {
    chat  = "#x | <b>"
    email = "a@example.org"
  }
}

artifact "thing" {
  title = "Thing {x} <y>"
  field "id" {
    type        = enum("a|b", "{c}", "<d>")
    description = "`{a|b}` and <i>"
  }
}

process "p0" {
  title   = "a | b"
  purpose = "a | b and a | b"
  owner   = role.who
  step "one" {
    title = "a | b"
    by    = role.who
  }
}

process "p1" {
  title   = "tick ` tock"
  purpose = "tick ` tock and tick ` tock"
  owner   = role.who
  step "one" {
    title = "tick ` tock"
    by    = role.who
  }
}

process "p2" {
  title   = "<script>alert(1)</script>"
  purpose = "<script>alert(1)</script> and <script>alert(1)</script>"
  owner   = role.who
  step "one" {
    title = "<script>alert(1)</script>"
    by    = role.who
  }
}

process "p3" {
  title   = "{{ .Secrets }} {% x %}"
  purpose = "{{ .Secrets }} {% x %} and {{ .Secrets }} {% x %}"
  owner   = role.who
  step "one" {
    title = "{{ .Secrets }} {% x %}"
    by    = role.who
  }
}

process "p4" {
  title   = "[x](javascript:alert(1))"
  purpose = "[x](javascript:alert(1)) and [x](javascript:alert(1))"
  owner   = role.who
  step "one" {
    title = "[x](javascript:alert(1))"
    by    = role.who
  }
}

process "p5" {
  title   = "![x](data:text/html,y)"
  purpose = "![x](data:text/html,y) and ![x](data:text/html,y)"
  owner   = role.who
  step "one" {
    title = "![x](data:text/html,y)"
    by    = role.who
  }
}

process "p6" {
  title   = "# heading"
  purpose = "# heading and # heading"
  owner   = role.who
  step "one" {
    title = "# heading"
    by    = role.who
  }
}

process "p7" {
  title   = "1. list"
  purpose = "1. list and 1. list"
  owner   = role.who
  step "one" {
    title = "1. list"
    by    = role.who
  }
}

process "p8" {
  title   = "- list"
  purpose = "- list and - list"
  owner   = role.who
  step "one" {
    title = "- list"
    by    = role.who
  }
}

process "p9" {
  title   = "::: danger"
  purpose = "::: danger and ::: danger"
  owner   = role.who
  step "one" {
    title = "::: danger"
    by    = role.who
  }
}

process "p10" {
  title   = "[[Home]]"
  purpose = "[[Home]] and [[Home]]"
  owner   = role.who
  step "one" {
    title = "[[Home]]"
    by    = role.who
  }
}

process "p11" {
  title   = "[[_TOC_]]"
  purpose = "[[_TOC_]] and [[_TOC_]]"
  owner   = role.who
  step "one" {
    title = "[[_TOC_]]"
    by    = role.who
  }
}

process "p12" {
  title   = "import x from \"y\""
  purpose = "import x from \"y\" and import x from \"y\""
  owner   = role.who
  step "one" {
    title = "import x from \"y\""
    by    = role.who
  }
}

process "p13" {
  title   = "export const a = 1"
  purpose = "export const a = 1 and export const a = 1"
  owner   = role.who
  step "one" {
    title = "export const a = 1"
    by    = role.who
  }
}

process "p14" {
  title   = "{alert(1)}"
  purpose = "{alert(1)} and {alert(1)}"
  owner   = role.who
  step "one" {
    title = "{alert(1)}"
    by    = role.who
  }
}

process "p15" {
  title   = "{: .x }"
  purpose = "{: .x } and {: .x }"
  owner   = role.who
  step "one" {
    title = "{: .x }"
    by    = role.who
  }
}

process "p16" {
  title   = "!!! note"
  purpose = "!!! note and !!! note"
  owner   = role.who
  step "one" {
    title = "!!! note"
    by    = role.who
  }
}

process "p17" {
  title   = "---"
  purpose = "--- and ---"
  owner   = role.who
  step "one" {
    title = "---"
    by    = role.who
  }
}

process "p18" {
  title   = "title: \"x\""
  purpose = "title: \"x\" and title: \"x\""
  owner   = role.who
  step "one" {
    title = "title: \"x\""
    by    = role.who
  }
}

process "p19" {
  title   = "trailing \\"
  purpose = "trailing \\ and trailing \\"
  owner   = role.who
  step "one" {
    title = "trailing \\"
    by    = role.who
  }
}

process "p20" {
  title   = "<!-- handoff:end -->"
  purpose = "<!-- handoff:end --> and <!-- handoff:end -->"
  owner   = role.who
  step "one" {
    title = "<!-- handoff:end -->"
    by    = role.who
  }
}

process "p21" {
  title   = "<img src=x onerror=alert(1)>"
  purpose = "<img src=x onerror=alert(1)> and <img src=x onerror=alert(1)>"
  owner   = role.who
  step "one" {
    title = "<img src=x onerror=alert(1)>"
    by    = role.who
  }
}

process "p22" {
  title   = "]]>"
  purpose = "]]> and ]]>"
  owner   = role.who
  step "one" {
    title = "]]>"
    by    = role.who
  }
}

process "p23" {
  title   = "&nbsp; &lt;b&gt;"
  purpose = "&nbsp; &lt;b&gt; and &nbsp; &lt;b&gt;"
  owner   = role.who
  step "one" {
    title = "&nbsp; &lt;b&gt;"
    by    = role.who
  }
}

process "p24" {
  title   = "end"
  purpose = "end and end"
  owner   = role.who
  step "one" {
    title = "end"
    by    = role.who
  }
}

process "p25" {
  title   = "🔥 fire"
  purpose = "🔥 fire and 🔥 fire"
  owner   = role.who
  step "one" {
    title = "🔥 fire"
    by    = role.who
  }
}

process "p26" {
  title   = "שלום עולם"
  purpose = "שלום עולם and שלום עולם"
  owner   = role.who
  step "one" {
    title = "שלום עולם"
    by    = role.who
  }
}

process "p27" {
  title   = "snake_case_name"
  purpose = "snake_case_name and snake_case_name"
  owner   = role.who
  step "one" {
    title = "snake_case_name"
    by    = role.who
  }
}

process "p28" {
  title   = "$math$"
  purpose = "$math$ and $math$"
  owner   = role.who
  step "one" {
    title = "$math$"
    by    = role.who
  }
}

process "p29" {
  title   = "a\u202Eevil"
  purpose = "a\u202Eevil and a\u202Eevil"
  owner   = role.who
  step "one" {
    title = "a\u202Eevil"
    by    = role.who
  }
}

process "p30" {
  title   = "https://evil.example/x"
  purpose = "https://evil.example/x and https://evil.example/x"
  owner   = role.who
  step "one" {
    title = "https://evil.example/x"
    by    = role.who
  }
}

process "p31" {
  title   = "~~gone~~"
  purpose = "~~gone~~ and ~~gone~~"
  owner   = role.who
  step "one" {
    title = "~~gone~~"
    by    = role.who
  }
}

process "p32" {
  title   = "*bold*"
  purpose = "*bold* and *bold*"
  owner   = role.who
  step "one" {
    title = "*bold*"
    by    = role.who
  }
}

process "p33" {
  title   = "\"quoted\""
  purpose = "\"quoted\" and \"quoted\""
  owner   = role.who
  step "one" {
    title = "\"quoted\""
    by    = role.who
  }
}

process "p34" {
  title   = "C:\\new"
  purpose = "C:\\new and C:\\new"
  owner   = role.who
  step "one" {
    title = "C:\\new"
    by    = role.who
  }
}

process "p35" {
  title   = "@everyone #123"
  purpose = "@everyone #123 and @everyone #123"
  owner   = role.who
  step "one" {
    title = "@everyone #123"
    by    = role.who
  }
}

process "p36" {
  title   = "text { #id }"
  purpose = "text { #id } and text { #id }"
  owner   = role.who
  step "one" {
    title = "text { #id }"
    by    = role.who
  }
}

process "p37" {
  title   = "<https://evil.example>"
  purpose = "<https://evil.example> and <https://evil.example>"
  owner   = role.who
  step "one" {
    title = "<https://evil.example>"
    by    = role.who
  }
}

process "p38" {
  title   = "|---|"
  purpose = "|---| and |---|"
  owner   = role.who
  step "one" {
    title = "|---|"
    by    = role.who
  }
}

process "p39" {
  title   = ":smile: x"
  purpose = ":smile: and :smile:"
  owner   = role.who
  step "one" {
    title = ":smile: x"
    by    = role.who
  }
}

process "authored" {
  title       = "Written by an author"
  owner       = role.who
  description = <<-MD
    # A heading

    import x from "y"

    export const a = 1

    <script>alert(1)</script> and <https://evil.example/{x}> and [a](javascript:alert(1)) {alert(1)} {{ x }}

    1. one {x}
       - two <b>

             indented {code} <x>

    ~~~sh
    curl -d '<a>' "${X}" # {{ x }} ]]>
    ~~~

    | a | {b} |
    |---|---|
    | `c\|d` {e} | <f> |

    ::: mermaid
    graph TD
    :::

    [[_TOC_]] [[Home]]

    <div>

    ```
    never closed
  MD
  step "one" {
    by           = role.who
    instructions = "{x} <y> `{z}` [[Home]] {% raw %}"
  }
}
