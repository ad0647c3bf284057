role "seller" {
  title       = "Seller"
  description = <<-MD
		A price of ${5} and %{x}.   

		Second line.
	MD
  # note
}
