"""The JSON that is asked with. Texts have 4,000 characters at most; a day is "2026-11-23"."""
