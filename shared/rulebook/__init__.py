"""Time limits as the law sets them: rules as data, and pure functions from day to day.

A new rule, a changed length or an extra bank holiday is an edit of `rules.toml` or
`bank_holidays.toml` with a test, not of code. A clock is judged by the version of its rule that
was in force on the day it started; nothing here asks what day it is.

Reading order: `rule` (what a rule is), `rules.toml`, `counting` (days, weeks, months),
`working_days`, `reading` (the data files, once), `limits` (a rule and a day: the last day), `words`
(the same for a person).
"""
