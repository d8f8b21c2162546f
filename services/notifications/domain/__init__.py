"""What is decided about messages. No database, no clock, no web."""
