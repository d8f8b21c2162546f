"""The story that `make demo` plays through the services' own APIs, as each person: one concern, and
one child's EHC plan.

Reading order: `stage` (who plays, with whose token), the chapters (`concern`, `decision` with
`triage`, `support`, `council`, `messages`, `trust`, `not_send`, `one_plan` with `plan_days`,
`case_file`, `assessment` and `reviews`), `play` (all of them, then the check from outside).
"""
