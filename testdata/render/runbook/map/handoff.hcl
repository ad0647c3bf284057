workspace {
  name = "Bakery"
}
docs {
  title  = "The bakery's handbook"
  source = "https://git.example.org/bakery/blob/main/{file}#L{line}"
}
