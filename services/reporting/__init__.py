"""Reporting: what the trust sees across its schools. It owns nothing and publishes nothing.

Reading order: `inbound` (what it reads of the other services' events), `standing` (a pupil's
provision on a day, as known on a day), `projections`, `queries`, `api`; `app` and `worker` wire.
"""
