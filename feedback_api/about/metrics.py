"""Counts for Prometheus: requests and how long they took, beside what rooms count; nothing about who made them."""

from __future__ import annotations

import os
import time

from flask import Blueprint, Flask, Response, g, request
from prometheus_client import CONTENT_TYPE_LATEST, REGISTRY, CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.multiprocess import MultiProcessCollector

from feedback_api.database.connections import DatabaseUnavailableError
from feedback_api.outbox.health import outbox_gauges
from feedback_api.service import current_feedback

METRICS_FOLDER = "PROMETHEUS_MULTIPROC_DIR"
METHODS = frozenset({"GET", "HEAD", "OPTIONS", "PATCH", "POST"})
BUCKETS_SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5)

requests_total = Counter("help_centre_requests_total", "Requests answered", ["route", "method", "status"])
request_seconds = Histogram("help_centre_request_seconds", "Time to answer", ["route"], buckets=BUCKETS_SECONDS)

blueprint = Blueprint("metrics", __name__)


def init_app(app: Flask) -> None:
    """Count every request of *app*, by route rather than by path."""
    app.before_request(_start)
    app.after_request(_finish)
    app.register_blueprint(blueprint)


@blueprint.get("/metrics")
def metrics() -> Response:
    """Give the counts of all worker processes together, when the server said where they share them."""
    registry = REGISTRY
    if METRICS_FOLDER in os.environ:
        registry = CollectorRegistry()
        MultiProcessCollector(registry)  # type: ignore[no-untyped-call]
    return Response(generate_latest(registry) + _outbox(), content_type=CONTENT_TYPE_LATEST)


def _outbox() -> bytes:
    """Count what waits to be delivered; without the database nobody can tell."""
    feedback = current_feedback()
    try:
        with feedback.database.reading() as connection:
            return generate_latest(outbox_gauges(connection, now=feedback.clock()))
    except DatabaseUnavailableError:
        return b""


def _start() -> None:
    g.request_started = time.perf_counter()


def _finish(response: Response) -> Response:
    route = request.url_rule.rule if request.url_rule else "none"
    method = request.method if request.method in METHODS else "other"
    requests_total.labels(route, method, str(response.status_code)).inc()
    started = g.get("request_started")
    if started is not None:
        request_seconds.labels(route).observe(time.perf_counter() - started)
    return response
