"""How gunicorn runs every api: threads, since a request mostly waits for MongoDB."""

import os

worker_class = "gthread"
workers = int(os.environ.get("WAYMARK_API_PROCESSES", "1"))
threads = int(os.environ.get("WAYMARK_API_THREADS", "8"))

# A request may take 30 s; whoever has begun one gets its answer.
timeout = 60
graceful_timeout = 35
keepalive = 5

# It would listen at one path for every service of this machine.
control_socket_disable = True
loglevel = "warning"
