"""Staff pages speak what was chosen there, else what the browser asks for, else the first language of the site."""

from __future__ import annotations

from datetime import timedelta

from flask import Request, Response, request

from publishing.translations import language_name, spoken_languages
from search_service.web.page_language import page_language, site_language, speak

COOKIE = "help-centre-staff-language"
KEPT_FOR = timedelta(days=365)
USUAL = "en"


def speak_to_staff() -> None:
    """Let the answer to the current request be in the language of who works here, whatever the article's is."""
    speak(staff_language(request))


def staff_language(request: Request) -> str:
    """Choose among the languages that there is a catalogue of; programs are answered in English unless they ask."""
    spoken = spoken_languages()
    chosen = request.cookies.get(COOKIE)
    if chosen in spoken:
        return str(chosen)
    site = site_language().partition("-")[0]
    usual = site if site in spoken and not request.path.startswith("/api/") else USUAL
    return request.accept_languages.best_match(spoken, usual)


def keep_choice(response: Response, lang: str) -> Response:
    """Let the browser keep *lang*, if it is spoken here."""
    if lang in spoken_languages():
        seconds = int(KEPT_FOR.total_seconds())
        response.set_cookie(COOKIE, lang, max_age=seconds, path="/", secure=request.is_secure, samesite="Lax")
    return response


def other_languages() -> list[tuple[str, str]]:
    """List what else can be chosen: the code of each language, and what it calls itself."""
    return [(lang, language_name(lang, lang)) for lang in spoken_languages() if lang != page_language()]
