"""Reporting: what the trust sees across its schools. It owns nothing and publishes nothing.

Reading order: `inbound`, `inbound_ehcp` (what it reads of the other services' events),
`projections`, `plan_end` (when an EHC plan ends), `standing` (a pupil's provision on a day, as
known on a day), `lateness` (of dates and reviews), `queries`, `api`; `app` and `worker` wire.
"""
