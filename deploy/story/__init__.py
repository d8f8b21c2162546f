"""The story that `make demo` plays: one concern, through the services' own APIs, as each person.

Reading order: `stage` (who plays, with whose token), the chapters (`concern`, `decision`,
`not_send`, `trust`), `play` (all of them, then the check from outside).
"""
