process "selling" {
  title   = "Sell‮ing‬" # want "U+202E stands here, which turns the direction of text"
  purpose = "Turn en​quiries into orders." # want "U+200B stands here, which is a space of no width"
  owner   = role.seller
  # An approval is required. ⁦/* not */⁩ # want "U+2066 stands here"
  description = <<-MD
    Whoever asks is answered.
    In a heredoc, too.󠁁󠁂 # want "U+E0041 stands here, which is a tag"
  MD
}

# silent: what scripts need to be written.
role "seller" {
  title = "می‌خواهم ‏שלום‎ क्‍ष"
  contact { chat = "#👨‍👩‍👧-🏴󠁧󠁢󠁳󠁣󠁴󠁿" }
}

# silent: written as an escape, everybody sees it.
role "buyer" {
  title       = "Buyer \u2067(RTL)\u2069"
  description = "A long com­pound word."
}
