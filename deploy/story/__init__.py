"""The story that `make demo` plays: one concern, through the services' own APIs, as each person.

Reading order: `stage` (who plays, with whose token), the chapters (`concern`, `decision` with
`triage`, `support`, `council`, `messages`, `trust`, `not_send`), `play` (all of them, then the
check from outside).
"""
