# One cause, one finding: there are no teams to belong to.
role "seller" {} # want "`role.seller` and `role.packer` act and belong to no team: the map has none"

# silent: said above.
role "packer" {}

process "selling" { owner = role.seller }
process "packing" { owner = role.packer }
