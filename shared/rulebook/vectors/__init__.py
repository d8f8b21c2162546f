"""Checks the rule book against a file of cases: days in, the days that must come out.

Such a file says in its own `schema` and `conventions` how it is read. Its own list of bank holidays
is the whole calendar for its cases. Reading order: `cases` (the file), `inputs` (what a case
tells), `flags` (the intermediate results), `checking` (expected against computed).
"""
