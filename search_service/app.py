"""Search alone as an application, and what any application needs to have it."""

from __future__ import annotations

from importlib.metadata import version

from flask import Flask, Response, jsonify

from publishing.settings import read_settings
from search_service.answers.current_engine import CurrentEngine
from search_service.settings import SearchSettings
from search_service.web import pages, search, spoken
from search_service.web.errors import register_error_handlers
from search_service.web.openapi import openapi_document


def create_app(settings: SearchSettings | None = None) -> Flask:
    """
    Create search alone; *settings* are read from the environment when none are given.

    Raises:
        SettingError: a setting cannot be understood.

    """
    app = Flask(__name__, static_folder=None)
    register_search(app, settings or read_settings(SearchSettings))
    register_error_handlers(app)
    document = openapi_document("Help centre search", version("help-centre"), search.OPERATIONS)

    @app.get("/api/v1/openapi.json")
    def openapi() -> Response:
        return jsonify(document)

    return app


def register_search(app: Flask, settings: SearchSettings) -> CurrentEngine:
    """Give *app* the search pages and API, and return the engine behind them."""
    engine = CurrentEngine(settings)
    app.extensions["search_engine"] = engine
    app.config["SITE_FOLDER"] = settings.site_folder
    spoken.init_app(app)
    app.register_blueprint(search.blueprint)
    app.register_blueprint(pages.blueprint)
    return engine
