process "selling" {
  title       = "Selling"
  purpose     = <<-MD
   # no comment, ${no} template, %{ if x } nor "quote
 	tabs and trailing spaces   
        { [ (
  MD
  description = <<EOT
EOT

  step "ask" {
    title       = "Ask"
    description = <<-A_1
      <<-B
      A_1
  }
}
