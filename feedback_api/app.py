"""The whole service: site, search, feedback and staff pages in one Flask app."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from flask import Flask
from werkzeug.middleware.proxy_fix import ProxyFix

from feedback_api.about import api_document, health, metrics
from feedback_api.contact import http as contact_http
from feedback_api.contact.settings import ContactSettings
from feedback_api.missing_pages import http as missing_http
from feedback_api.outbox import delivery as outbox_delivery
from feedback_api.outbox.settings import DeliverySettings
from feedback_api.playback import http as playback_http
from feedback_api.preparation import prepare_to_serve
from feedback_api.ratings import http as ratings_http
from feedback_api.repaired import pages as repaired_pages
from feedback_api.replies import http as replies_http
from feedback_api.replies import pages as reply_pages
from feedback_api.replies.standing import Standings
from feedback_api.reply_links import arrivals
from feedback_api.searches import clicks, listening
from feedback_api.service import EXTENSION, utc_now
from feedback_api.settings import FeedbackSettings
from feedback_api.sign_in import openid_pages, people
from feedback_api.sign_in import pages as sign_in_pages
from feedback_api.sign_in.settings import StaffSettings
from feedback_api.sign_in.visitor import EXTENSION as SIGN_IN
from feedback_api.sign_in.visitor import SignIn
from feedback_api.staff import api, pages, set_aside, tracking, undecided, work_on
from feedback_api.trackers.choice import chosen_tracker
from feedback_api.trackers.settings import TrackerSettings
from feedback_api.web import bodies, rate_limit, security
from feedback_api.web.permalinks import permalink_blueprint
from feedback_api.web.row_numbers import RowNumber
from feedback_api.web.site import PAGE_ORIGINS, site_blueprint
from feedback_api.week import pages as week_pages
from publishing.settings import read_settings
from search_service.app import register_search
from search_service.settings import SearchSettings
from search_service.web.errors import register_error_handlers


def create_app(  # noqa: PLR0913 - the settings of each part
    search: SearchSettings | None = None,
    feedback: FeedbackSettings | None = None,
    trackers: TrackerSettings | None = None,
    *,
    staff: StaffSettings | None = None,
    delivery: DeliverySettings | None = None,
    contact: ContactSettings | None = None,
    clock: Callable[[], datetime] = utc_now,
) -> Flask:
    """
    Make the service; settings that are not given are read from the environment.

    Brings the database's schema up to date and reads the catalogue if it changed.

    Raises:
        CatalogueError: the catalogue cannot be read, and never was.
        DatabaseMisconfiguredError: no database is ever going to answer.
        SettingError: a variable of the environment cannot be understood, or a part of the tracker's or
            the sign-in's is missing.

    """
    search = search or read_settings(SearchSettings)
    feedback = feedback or read_settings(FeedbackSettings)
    staff = staff or read_settings(StaffSettings)
    tracker = chosen_tracker(trackers or read_settings(TrackerSettings))
    app = Flask("feedback_api", static_folder=None)
    app.config["MAX_CONTENT_LENGTH"] = bodies.MAX_BODY_BYTES
    app.config[PAGE_ORIGINS] = feedback.page_origins
    app.json.sort_keys = False  # type: ignore[attr-defined]  # the default provider has it
    app.extensions[SIGN_IN] = SignIn(staff.check())
    app.extensions[tracking.EXTENSION] = tracker
    _init_feedback(app, search, feedback, clock)
    outbox_delivery.init_app(app, delivery or read_settings(DeliverySettings))
    contact_http.init_app(app, contact or read_settings(ContactSettings))
    _register_routes(app, search)
    security.init_app(app, staff.staff_frame_origins)
    metrics.init_app(app)
    rate_limit.init_app(app, feedback.rate_limit)
    bodies.init_app(app)
    if feedback.trusted_proxies:
        count = feedback.trusted_proxies
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=count, x_proto=count, x_prefix=count)  # type: ignore[method-assign]  # Flask's way
    return app


def _init_feedback(
    app: Flask, search: SearchSettings, settings: FeedbackSettings, clock: Callable[[], datetime]
) -> None:
    feedback = prepare_to_serve(search, settings, clock=clock)
    app.extensions[EXTENSION] = feedback
    app.extensions[replies_http.EXTENSION] = Standings(feedback.published, search.catalogue_source)
    listening.init_app(app, feedback)


def _register_routes(app: Flask, search: SearchSettings) -> None:
    """Permanent links come before files, so that the query survives; the files of the site come last."""
    app.url_map.converters["int"] = RowNumber
    register_error_handlers(app)
    register_search(app, search)
    for blueprint in (
        api_document.blueprint,
        ratings_http.blueprint,
        clicks.blueprint,
        playback_http.blueprint,
        missing_http.blueprint,
        repaired_pages.blueprint,
        health.blueprint,
        api.blueprint,
        pages.blueprint,
        work_on.blueprint,
        undecided.blueprint,
        set_aside.blueprint,
        week_pages.blueprint,
        sign_in_pages.blueprint,
        openid_pages.blueprint,
        people.blueprint,
        replies_http.blueprint,
        arrivals.blueprint,
        reply_pages.blueprint,
    ):
        app.register_blueprint(blueprint)
    app.register_blueprint(permalink_blueprint(search.site_folder))
    if search.site_folder is not None:
        app.register_blueprint(site_blueprint(search.site_folder))
