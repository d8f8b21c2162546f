"""Time limits as the law sets them: rules as data, and pure functions from day to day.

A new rule, a changed length or an extra bank holiday is an edit of `rules/` or
`bank_holidays.toml` with a test, not of code: docs/statutory.md shows how. A clock is judged by
the version of its rule that was in force on the day it started, unless a later version says that
it changes running clocks; nothing here asks what day it is.

Reading order: `terms` and `rule` (what a rule is), `rules/` (the rules), `book` (all of them),
`counting`, `working_days` and `rolls` (the arithmetic), `told` (what a rule is told), `computed`
(what comes of it), `counter` (any shape of rule), `reading` and `checking` (the data files, once),
`limits` (the functions to call), `words` (the same for a person). Besides the limits: `exceptions`
(what excuses), `addressing` (parent or young person), `appeals`, `moves`. `vectors` checks all of
it against a file of cases.
"""
