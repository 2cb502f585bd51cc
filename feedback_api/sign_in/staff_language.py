"""The language that staff pages speak: the one that was chosen there, else the first that the browser asks for."""

from __future__ import annotations

from datetime import timedelta

from flask import Request, Response, request

from publishing.translations import language_name, spoken_languages
from search_service.web.page_language import page_language, speak

COOKIE = "help-centre-staff-language"
KEPT_FOR = timedelta(days=365)
USUAL = "en"


def speak_to_staff() -> None:
    """Let the answer to the current request be in the language of who works here, whatever the article's is."""
    speak(staff_language(request))


def staff_language(request: Request) -> str:
    """Choose among the languages that there is a catalogue of; English where none is asked for."""
    spoken = spoken_languages()
    chosen = request.cookies.get(COOKIE)
    return chosen if chosen in spoken else request.accept_languages.best_match(spoken, USUAL)


def keep_choice(response: Response, lang: str) -> Response:
    """Let the browser keep *lang*, if it is spoken here."""
    if lang in spoken_languages():
        seconds = int(KEPT_FOR.total_seconds())
        response.set_cookie(COOKIE, lang, max_age=seconds, path="/", secure=request.is_secure, samesite="Lax")
    return response


def other_languages() -> list[tuple[str, str]]:
    """List what else can be chosen: the code of each language, and what it calls itself."""
    return [(lang, language_name(lang, lang)) for lang in spoken_languages() if lang != page_language()]
