"""What every service stands on: errors, personal data, the event store, the feeds, HTTP, access."""
