"""Events out: the read model of this service, from its own log.

`cases`: one document per case, with its deadlines and the day of its next notice.
"""
