"""Checks a running trust from outside: what its clients were told against what it kept.

Nothing here is shared with the services, but for the last check, which folds their views anew.
Reading order: `ledger` (what clients asked and were told), `commits`, `topics`, `folds`,
`progress`, `report`.
"""
