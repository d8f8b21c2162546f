"""The app factory that every service's `create_app` calls, and what every service offers itself."""

import re
import time
from collections.abc import Sequence
from http import HTTPStatus
from typing import Any, Final

import structlog
from flask import Blueprint as PlainBlueprint
from flask import Flask, Response, current_app, g, jsonify, request
from flask_smorest import Api, Blueprint
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest
from pymongo.errors import PyMongoError

from shared.access.grants import OPENS_A_RECORD
from shared.http import asking, problems, stating
from shared.http.asking import PERMISSION, platform, public
from shared.http.parked_api import parked_blueprint
from shared.http.platform import Platform
from shared.interpreter import take_short_turns
from shared.telemetry import REQUESTS, configure_logging

log = structlog.get_logger()

MOST_BODY_BYTES: Final = 1_000_000
RULE_PART: Final = re.compile(r"<(?:\w+:)?(\w+)>")
own = PlainBlueprint("own", __name__)


def make_app(
    made: Platform, title: str, blueprints: Sequence[Blueprint], *, version: str = "1"
) -> Flask:
    """An app with these blueprints, errors as problems, health, metrics and its own description."""
    configure_logging(made.settings.service, "api")
    take_short_turns()
    app = Flask(made.settings.service)
    app.config.update(
        API_TITLE=title,
        API_VERSION=version,
        OPENAPI_VERSION="3.0.3",
        MAX_CONTENT_LENGTH=MOST_BODY_BYTES,
        MAX_FORM_MEMORY_SIZE=MOST_BODY_BYTES,
        TRAP_HTTP_EXCEPTIONS=False,
        PROPAGATE_EXCEPTIONS=False,
    )
    app.extensions["waymark"] = made
    app.url_map.strict_slashes = True
    asking.install(app)
    api = Api(app)
    for blueprint in (*blueprints, parked_blueprint()):
        api.register_blueprint(blueprint)
    app.register_blueprint(own)
    app.extensions["waymark_api"] = api
    problems.install(app)
    _install_log(app)
    return app


def _install_log(app: Flask) -> None:
    @app.before_request
    def begin() -> None:
        g.began = time.perf_counter()

    @app.after_request
    def end(response: Response) -> Response:
        seconds = time.perf_counter() - g.get("began", time.perf_counter())
        endpoint = request.endpoint or "none"
        REQUESTS.labels(endpoint, str(response.status_code)).observe(seconds)
        log.info(
            "request",
            endpoint=endpoint,
            method=request.method,
            status=response.status_code,
            seconds=round(seconds, 4),
            trace_id=g.get("trace_id"),
            outcome=g.get("outcome"),
        )
        response.headers["Cache-Control"] = "no-store"
        if g.get("trace_id"):
            response.headers["X-Trace-Id"] = g.trace_id
        return response


@own.get("/health/live")
@public("a process monitor has no token")
def live() -> dict[str, str]:
    """The process answers."""
    return {"status": "live"}


@own.get("/health/ready")
@public("a process monitor has no token")
def ready() -> tuple[dict[str, Any], int]:
    """The database answers, and so may this."""
    try:
        platform().client.admin.command("ping")
    except PyMongoError as error:
        return {"status": "waiting", "mongodb": type(error).__name__}, 503
    return {"status": "ready", "mongodb": "ok"}, 200


@own.get("/metrics")
@public("the scraper stands inside the trust's network, and no metric is about a person")
def metrics() -> Response:
    """Prometheus text."""
    return Response(generate_latest(), content_type=CONTENT_TYPE_LATEST)


@own.get("/openapi.json")
@public("the description of the API holds no data")
def openapi() -> Response:
    """OpenAPI 3, with the problem documents that every route may answer."""
    api: Api = current_app.extensions["waymark_api"]
    document = described(api.spec.to_dict())
    _describe_reasons(document, current_app)
    return jsonify(document)


PROBLEM_SCHEMA: Final = {
    "type": "object",
    "required": ["type", "title", "status", "detail"],
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
        "instance": {"type": "string"},
        "rule": {"type": "string", "description": "Which rule refused (409, 403)."},
        "permission": {"type": "string", "description": "Which permission is missing (403)."},
        "pupil_id": {
            "type": "string",
            "format": "uuid",
            "description": "Whose record is opened only with a stated reason (403).",
        },
        "version": {"type": "integer", "description": "The version now (412)."},
        "seen": {"type": "integer", "description": "The version that If-Match named (412)."},
        "changed_at": {
            "type": "string",
            "format": "date-time",
            "description": "When it was changed last (412).",
        },
        "changed_by": {
            "type": "string",
            "format": "uuid",
            "description": "By whom, for staff, where it was a person (412).",
        },
        "errors": {
            "type": "object",
            "description": "Each wrong field and what would be right (422).",
            "additionalProperties": {"type": "array", "items": {"type": "string"}},
        },
    },
}
READ_PROBLEMS: Final = (400, 401, 403, 404, 422, 429, 500, 503)
CHANGE_PROBLEMS: Final = (*READ_PROBLEMS, 409, 412, 413, 415, 428)


def described(document: dict[str, Any]) -> dict[str, Any]:
    """The description with the problems, headers and security that every route has."""
    components = document.setdefault("components", {})
    components.pop("responses", None)
    components["securitySchemes"] = {"token": {"type": "http", "scheme": "bearer"}}
    components.setdefault("schemas", {})["Problem"] = PROBLEM_SCHEMA
    components["schemas"].pop("Error", None)
    document["security"] = [{"token": []}]
    for path in document.get("paths", {}).values():
        for method, operation in path.items():
            if method in ("get", "post", "put", "patch", "delete"):
                _describe(operation, changes=method != "get")
    return document


def _describe(operation: dict[str, Any], *, changes: bool) -> None:
    answers = operation.setdefault("responses", {})
    answers.pop("default", None)
    for status in CHANGE_PROBLEMS if changes else READ_PROBLEMS:
        answers[str(status)] = {
            "description": HTTPStatus(status).phrase,
            "content": {problems.MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}},
        }
    if changes:
        operation.setdefault("parameters", []).append(
            {
                "name": "Idempotency-Key",
                "in": "header",
                "required": True,
                "schema": {"type": "string", "pattern": "^[!-~]{8,128}$"},
            }
        )


def _describe_reasons(document: dict[str, Any], app: Flask) -> None:
    """The header of every route that opens one pupil's record."""
    for rule in app.url_map.iter_rules():
        needed = getattr(app.view_functions[rule.endpoint], PERMISSION, None)
        if needed in OPENS_A_RECORD:
            path = document["paths"][RULE_PART.sub(r"{\1}", rule.rule)]
            for method in path.keys() & {one.lower() for one in rule.methods or ()}:
                path[method].setdefault("parameters", []).append(stating.PARAMETER)
