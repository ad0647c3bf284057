locals {
  a    = [true, false]
  x    = local.a[true]
  y    = local.a[0].b
  z    = { a = 1, b = "two", "c" = [1, 2] }
  neg  = -1 + -2 * (-3)
  not  = !true && !false || a == b
  cond = a > 1 ? "${local.b}-${upper(x)}" : "%%{no}"
  f    = [for k, v in local.z : v if v != null]
  g    = { for k in [a] : k => k... }
  list = [
    1,
    2, # two
    "three",
  ]
  call = f(
    a,
    b
  )
  s                = local.list[*].name
  under_score-dash = "ünïcode ✓ 日本"
  日本               = "wide"
}
