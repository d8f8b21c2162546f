"""Events out: the read models of this service, all from its own log.

`concerns`: one document per referral. `specialist_requests`: one per request.
"""
