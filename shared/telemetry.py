"""Metrics and logs. Neither ever carries a name, a UPN, a birth date or a text of a person."""

import logging
import sys
from typing import Any

import structlog
from prometheus_client import Counter, Gauge, Histogram

CONSUMER_APPLIED = Counter("waymark_consumer_applied", "Events applied", ["consumer"])
CONSUMER_DUPLICATES = Counter("waymark_consumer_duplicates", "Duplicates skipped", ["consumer"])
CONSUMER_OUT_OF_SEQUENCE = Counter(
    "waymark_consumer_out_of_sequence",
    "Records not applied: one before them is missing",
    ["consumer"],
)
CONSUMER_BEHIND = Gauge("waymark_consumer_behind", "Records not yet read", ["consumer"])
PARKED = Counter("waymark_parked", "Events parked", ["consumer"])
PARKED_STREAMS = Gauge("waymark_parked_streams", "Streams parked now", ["consumer"])
OTHER_EDITION = Gauge(
    "waymark_view_of_other_edition",
    "1 while readers of a view are on a generation that this worker's fold has not made alone",
    ["view"],
)
OLDEST_UNPUBLISHED = Gauge(
    "waymark_oldest_unpublished_seconds", "Age of the oldest commit not yet on Kafka"
)
COMMANDS = Counter("waymark_commands", "Commands by outcome", ["command", "outcome"])
REQUESTS = Histogram(
    "waymark_request_seconds",
    "HTTP requests",
    ["endpoint", "status"],
    buckets=(0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10),
)


def configure_logging(service: str, process: str) -> None:
    """JSON lines on standard error, with the service, the process and the request's ids."""
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            _exception_kind,
            structlog.processors.JSONRenderer(),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        logger_factory=structlog.WriteLoggerFactory(file=sys.stderr),
    )
    structlog.contextvars.bind_contextvars(service=service, process=process)
    logging.basicConfig(level=logging.WARNING, stream=sys.stderr, format="%(name)s %(levelname)s")


def _exception_kind(_: Any, __: str, event: Any) -> Any:
    """An exception's kind and place, never its message: that may quote what a person typed."""
    error = event.pop("exc_info", None)
    if isinstance(error, BaseException):
        trace = error.__traceback__
        places = []
        while trace is not None:
            places.append(
                f"{trace.tb_frame.f_code.co_filename.rsplit('/', 1)[-1]}:{trace.tb_lineno}"
            )
            trace = trace.tb_next
        event["error"] = type(error).__name__
        event["at"] = places[-6:]
    return event
