"""Events out: the read models of this service, from its own log and others' topics.

`cases`: one document per case, with its deadlines and the days of its next notices.
`calendar`: one document per case, with its dates as calendars show them.
`ages`: until when a pupil counts as under five, and which of their cases were not told yet.
`delivery`, `terms`: the sessions of `plans` that deliver section F, and when schools are open.
"""
