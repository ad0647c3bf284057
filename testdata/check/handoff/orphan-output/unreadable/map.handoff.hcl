process "selling" {
  owner = role.seller

  # silent: the interface that takes it may stand in the file that cannot be read.
  output "order" { artifact = artifact.order }
}

role "seller" {}
artifact "order" {}
