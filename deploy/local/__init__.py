"""The embedded local stack: a real mongod, a real Kafka and every service, from Python wheels.

Reading order: `trouble` (what a person is told), `places` and `ports` (where things lie and
listen), `child` and `keeper` (one process; the promise that none outlives us), `mongod`, `jars` and
`kafka` (the servers), `supervisor` and `run` (`make run`). The tests start the same servers.
"""
