role "a" {}
