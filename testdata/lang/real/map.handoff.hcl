# Real schemas, several versions of each, as the fields of artifacts. What is said of them stands in lang/real_test.go.

artifact "commit_3" { schema = "octokit/commit-3.69.1.schema.json" }
artifact "commit_7" { schema = "octokit/commit-7.6.1.schema.json" }

artifact "purchase_3" { schema = "octokit/marketplace-purchase-3.69.1.schema.json" }
artifact "purchase_4" { schema = "octokit/marketplace-purchase-4.13.0.schema.json" }
artifact "purchase_7" { schema = "octokit/marketplace-purchase-7.6.1.schema.json" }

artifact "discussion_6" { schema = "octokit/discussion-6.11.0.schema.json" }
artifact "discussion_7" { schema = "octokit/discussion-7.6.1.schema.json" }

artifact "auto_merge_5" { schema = "octokit/auto-merge-5.8.0.schema.json" }
artifact "auto_merge_7" { schema = "octokit/auto-merge-7.6.1.schema.json" }

artifact "event_03" { schema = "cloudevents/event-0.3.schema.json" }
artifact "event_10" { schema = "cloudevents/event-1.0.schema.json" }

artifact "bounce_1" { schema = "sendgrid/bounce-1-0-0.schema.json" }
artifact "bounce_2" { schema = "sendgrid/bounce-2-0-0.schema.json" }
artifact "bounce_3" { schema = "sendgrid/bounce-3-0-0.schema.json" }
