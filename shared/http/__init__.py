"""HTTP as every service speaks it (design 7): one app factory, one error shape, one way to ask.

Reading order: `problems` (errors out), `asking` (who asks, under which key), `fields` (texts and
days in), `reading` (sealed texts out), `waiting` (a list that has seen a command), `app`.
"""
