# What is noticed, measured and improved, or would be.

event "rave_review" {
  title    = "Five stars"
  source   = process.complaints
  artifact = artifact.review
  when     = review.stars == "five stars, I suppose"
}

# automation/unhandled-event: it has been ringing since Tuesday.
event "smoke_alarm" {
  title  = "Smoke alarm"
  source = process.baking
}

# governance/no-target: five would be nice, but so is three.
# governance/unreviewed: and at the family dinner nobody mentions it.
kpi "stars" {
  title      = "Stars"
  metric     = "stars"
  definition = "What the guest book says on average."
  unit       = "stars"
  of         = process.baking
  owner      = role.head_chef
}

# style/naming: shouted, as it was on the poster.
# governance/stale-improvement: a resolution for the new year. Which figure it would have changed, nobody wrote down.
improvement "HotPizza" {
  title  = "Pizza that is hot at the door"
  of     = process.delivery
  owner  = role.shift_manager
  status = "planned"
}

# style/unused: nobody is happy at that hour.
calendar "happy_hour" {
  title    = "Happy hour"
  timezone = "Europe/Rome"
  hours    = "17:00-18:00"
}
