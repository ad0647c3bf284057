team "desk" {
  title = = "Desk" # want syntax/invalid "Invalid expression"
}
import "payments" {
  source = "../payments"
}
role "agent" {
  team = team.desk
}
process "support" {
  output "done" { artifact = artifact.ticket }
}
