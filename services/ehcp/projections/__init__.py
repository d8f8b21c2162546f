"""Events out: the read model of this service, from its own log.

`cases`: one document per case, with its deadlines and the days of its next notices.
`calendar`: one document per case, with its dates as calendars show them.
`delivery`, `terms`: the sessions of `plans` that deliver section F, and when schools are open.
"""
