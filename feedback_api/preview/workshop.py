"""Builds and checks again whatever a writer saves, beside the service that shows it."""

from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from feedback_api.preview.watched_files import Look, look_at
from publishing.checking.checks import read_folder
from publishing.errors import HelpCentreError
from publishing.links.redirects import page_url
from publishing.rules.finding import Finding
from publishing.source.folder import docs_folder
from publishing.source.page import SourcePage
from publishing.source.site import ContentSite
from search_service.commands.check import all_findings

LOOK_SECONDS = 0.3
COMMAND = (sys.executable, "-P", "-m", "feedback_api.cli", "build")
THEME_FOLDER = "overrides"


@dataclass(frozen=True)
class Source:
    """
    What a page of the site is made of: its file, relative to the folder of all pages, its article's id, its language.

    The language is empty where nobody knows it.
    """

    path: str = ""
    article_id: str = ""
    lang: str = ""


@dataclass(frozen=True)
class Progress:
    """
    How far the preview is: the number of the build that is shown, and what was found, whether it was built or not.

    ``problem`` is what the last build failed with; ``sources`` are by the address of their page, relative to the site.
    """

    build: int = 0
    building: bool = False
    problem: str = ""
    findings: tuple[Finding, ...] = ()
    sources: Mapping[str, Source] = field(default_factory=dict)


class Workshop:
    """A thread that looks every ``LOOK_SECONDS`` for saved files, and builds and checks when they are complete."""

    def __init__(self, config_file: Path, environment: Mapping[str, str], today: Callable[[], date]) -> None:
        """Work on the site of *config_file*; it is built by a process of its own, in *environment*."""
        self.progress = Progress()
        self._config_file = config_file
        self._environment = environment
        self._today = today
        self._stopped = threading.Event()
        self._thread = threading.Thread(target=self._run, args=(self._look(),), name="workshop", daemon=True)

    def start(self) -> None:
        """Begin to look; what was saved before is built already."""
        self._thread.start()

    def stop(self) -> None:
        """End, after the build that is under way."""
        self._stopped.set()
        self._thread.join()

    def renew(self) -> None:
        """
        Build and check at the same time; what a failed build said becomes the ``problem``.

        What was saved again meanwhile may have been read half: none of it is shown, and the next look builds it again.
        """
        before, shown = self._look(), self.progress
        self.progress = replace(shown, building=True)
        build = subprocess.Popen(  # noqa: S603 - our own command
            COMMAND, env=dict(self._environment), stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True
        )
        try:
            reading = read_folder(docs_folder(self._config_file), today=self._today())
            self.progress = replace(
                self.progress, findings=tuple(all_findings(reading)), sources=sources_by_address(reading.site)
            )
        except HelpCentreError as error:
            sys.stderr.write(f"{error.message} {error.hint}\n")
        _, said = build.communicate()
        if self._look() != before:
            self.progress = replace(shown, building=True)
            return
        problem = said.strip() if build.returncode else ""
        if problem:
            sys.stderr.write(f"{problem}\n")
        number = self.progress.build + (not problem)
        self.progress = replace(self.progress, build=number, building=False, problem=problem)

    def _run(self, built: Look) -> None:
        """Wait until nothing changes between two looks: an editor may write a file in several steps."""
        before = built
        while not self._stopped.wait(LOOK_SECONDS):
            seen = self._look()
            if seen == before != built:
                built = seen
                self.renew()
            before = seen

    def _look(self) -> Look:
        try:
            folder = docs_folder(self._config_file)
        except HelpCentreError:  # half written; the build says what is wrong
            folder = self._config_file
        return look_at((self._config_file, folder, self._config_file.parent / THEME_FOLDER))


def sources_by_address(site: ContentSite) -> dict[str, Source]:
    """Return what each page of *site* is made of, by each address that it may have; translations have their own."""
    return {
        folder + page_url(address_of, directory_urls=directory_urls): Source(page.path, article_id, page.lang)
        for page, address_of, folder, article_id in (*_pages(site), *_translations(site))
        for directory_urls in (True, False)
    }


def _pages(site: ContentSite) -> Iterator[tuple[SourcePage, str, str, str]]:
    return ((page, site.place_of(page), "", site.id_of(page)) for page in site.pages)


def _translations(site: ContentSite) -> Iterator[tuple[SourcePage, str, str, str]]:
    """Yield each translation with the path of its original, the folder of its language, and the original's id."""
    for page in site.translations:
        place = site.place_of(page)
        if place in site.by_place:
            yield page, place, f"{page.lang}/", site.id_of(site.by_place[place])
