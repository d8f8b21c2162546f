"""`make chaos`: each fault under load, then the check from outside.

Reading order: `load` (20 commands a second, kept in a ledger), `barriers` (killing a process at a
known place), `faults` (one function each), `rounds` (the seeded order, the check after each).
"""
