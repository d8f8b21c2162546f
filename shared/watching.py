"""A worker's own two pages, for the process monitor and the scraper: /health/live and /metrics."""

import threading

import msgspec
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest
from werkzeug.serving import BaseWSGIServer, WSGIRequestHandler, make_server
from werkzeug.wrappers import Request, Response

from shared.loops import Health

HOST = "127.0.0.1"


class Quiet(WSGIRequestHandler):
    """Writes no line for each request."""

    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        pass


def serve_health(health: Health, port: str | None, host: str = HOST) -> BaseWSGIServer | None:
    """Answer on a port, in a thread; without one, do nothing.

    /health/live and /health/ready: 200, or 503 with the parts that have stopped and why.
    """
    if not port:
        return None

    @Request.application
    def answer(request: Request) -> Response:
        if request.path == "/metrics":
            return Response(generate_latest(), content_type=CONTENT_TYPE_LATEST)
        if request.path not in ("/health/live", "/health/ready"):
            return Response("not here", status=404)
        problems = health.problems()
        body = msgspec.json.encode({"status": "stopped" if problems else "ok", "parts": problems})
        return Response(body, status=503 if problems else 200, mimetype="application/json")

    server = make_server(host, int(port), answer, threaded=True, request_handler=Quiet)
    threading.Thread(target=server.serve_forever, name="watching", daemon=True).start()
    return server
