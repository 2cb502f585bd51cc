"""Beginning a help centre: a folder of files that builds, passes its own check, and is a company's own."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from datetime import date, timedelta
from pathlib import Path
from string import Template

import yaml

from publishing.checking.checks import read_folder
from publishing.errors import HelpCentreError
from publishing.links.published import HEADING, write_published
from publishing.settings_file import SETTINGS_FILE
from publishing.starter.colours import accents
from publishing.starter.comments import with_comments_in
from publishing.starter.company import Company
from publishing.starter.forge_files import write_forge_files
from publishing.starter.new_page import REVIEW_AFTER_DAYS

CONTENT = "content"
VIDEO_NAME = "find-and-rate"
VIDEO_SUFFIXES = (".webm", ".mp4", ".webp", ".vtt", ".chapters.vtt", ".de.vtt", ".de.chapters.vtt")
_HERE = Path(__file__).resolve().parent
_PAGES = {
    "index.md": "index.md",
    "support.md": "support.md",
    "contact.md": "contact.md",
    "find-an-answer.md": "guides/find-an-answer.md",
    "find-and-rate.md": "videos/find-and-rate.md",
}
_TOP = {
    "mkdocs.yml": "mkdocs.yml",
    "help-centre.env": str(SETTINGS_FILE),
    "gitignore": ".gitignore",
    "Containerfile": "Containerfile",
    "containerignore": ".containerignore",
}
_WORKFLOWS = {"github": ("github.yml", ".github/workflows/content.yml"), "gitlab": ("gitlab.yml", ".gitlab-ci.yml")}
# What stands in files that are the same in every language.
_WORDS = {
    "en": {
        "to_light": "Switch to light mode",
        "to_dark": "Switch to dark mode",
        "to_system": "Follow the system's mode",
        "permalink": "Link to this section",
        "home": "Home",
        "guides": "Guides",
        "scope": "What we support",
        "to_us": "Contact",
        "write_to": "Write to {contact}.",
        "wheel_note": "Machines that build it need the program too: put `{file}` into `wheels/`.",
        "no_contact": '!!! note "For the people who run this help centre"\n\n'
        "    Say here how customers reach you: an address, opening hours, and how soon you answer.",
    },
    "de": {
        "to_light": "Hell anzeigen",
        "to_dark": "Dunkel anzeigen",
        "to_system": "Wie das System anzeigen",
        "permalink": "Link zu diesem Abschnitt",
        "home": "Start",
        "guides": "Anleitungen",
        "scope": "Wobei wir helfen",
        "to_us": "Kontakt",
        "write_to": "Schreiben Sie an {contact}.",
        "wheel_note": "Maschinen, die sie bauen, brauchen das Programm auch: Legen Sie `{file}` in `wheels/`.",
        "no_contact": '!!! note "Für die Menschen, die diese Hilfe betreiben"\n\n'
        "    Sagen Sie hier, wie Kunden Sie erreichen: eine Adresse, Zeiten, und wie bald Sie antworten.",
    },
}


class FolderNotEmpty(HelpCentreError):  # noqa: N818 - named for what is wrong
    """The folder of the new help centre holds something already."""


class FolderUnwritable(HelpCentreError):  # noqa: N818 - named for what is wrong
    """The folder of the new help centre cannot be made, or nothing can be written there."""


def begin_site(folder: Path, company: Company, *, wheel: Path | None, version: str, today: date) -> None:
    """
    Write a small help centre of *company* into *folder*, which is made when it is not there.

    *wheel* is the file that this program was installed from, which is put beside it for machines that build it; None
    when nobody knows.

    Raises:
        FolderNotEmpty: *folder* holds something, or is a file; nothing is changed.

    """
    refuse_full_folder(folder)
    values = _values(company, wheel, version, today)
    kind = company.tracker.partition(":")[0]
    forges = [kind] if kind in _WORKFLOWS else list(_WORKFLOWS)
    for source, target in [*_TOP.items(), *map(_WORKFLOWS.__getitem__, forges), *_pages(company)]:
        _fill_in(source, folder / target, values)
    for forge in forges:
        write_forge_files(folder, forge, company.language)
    _copy_files(folder, company, wheel)
    if company.colour:
        colours = {"language": company.language, **vars(accents(company.colour))}
        _fill_in("colours.css", folder / CONTENT / "stylesheets/colours.css", colours)
    links = read_folder(folder / CONTENT, today=today).site.links()
    write_published(links, folder / CONTENT, heading=with_comments_in(company.language, HEADING))


def refuse_full_folder(folder: Path) -> None:
    """
    Let nothing be overwritten.

    Raises:
        FolderNotEmpty: *folder* holds something, or is a file.
        FolderUnwritable: its name is none that a folder can have, or nobody may look into it.

    """
    try:
        is_in_use = folder.exists() and (not folder.is_dir() or any(folder.iterdir()))
    except OSError as error:
        raise FolderUnwritable(f"{folder}: {error.strerror}.", "Name another folder.") from error
    if is_in_use:
        raise FolderNotEmpty(f"{folder} is not an empty folder.", "Name one that is empty, or that does not exist.")


def video_folder() -> Path:
    """Return the folder of the video that every new help centre has: in the package, or beside it in a checkout."""
    packaged = _HERE / "videos"
    return packaged if packaged.is_dir() else _HERE.parents[1] / CONTENT / "videos"


def _values(company: Company, wheel: Path | None, version: str, today: date) -> dict[str, str]:
    file = wheel.name if wheel else f"help_centre-{version}-py3-none-any.whl"
    words = _WORDS[company.language]
    wheel_note = f"\n{words['wheel_note'].format(file=file)}\n"
    return {
        **words,
        "language": company.language,
        "title": company.name.strip(),
        "name": yaml.safe_dump(company.name.strip(), allow_unicode=True, width=10_000).splitlines()[0],
        "site_url": yaml.safe_dump(company.site_url).splitlines()[0],
        "review_by": str(today + timedelta(days=REVIEW_AFTER_DAYS)),
        "extra_css": "extra_css: [stylesheets/colours.css]\n" if company.colour else "",
        "logo": f"  logo: {_logo(company)}" if company.logo else "  icon: {logo: material/lifebuoy}",
        "contact": words["write_to"].format(contact=company.contact_link) if company.contact else words["no_contact"],
        "mailbox": company.contact if "@" in company.contact else "help@example.com",
        "tracker": with_comments_in(company.language, _tracker_lines(company.tracker)),
        "wheel_note": "" if wheel else wheel_note,
    }


def _pages(company: Company) -> list[tuple[str, str]]:
    pages = [(f"{company.language}/{page}", f"{CONTENT}/{to}") for page, to in _PAGES.items()]
    return [(f"{company.language}/README.md", "README.md"), *pages]


def _tracker_lines(tracker: str) -> str:
    if not tracker:
        return ""
    return (
        f"# Take the sign away once HELP_CENTRE_TRACKER_TOKEN is in the environment.\n# HELP_CENTRE_TRACKER={tracker}\n"
    )


def _logo(company: Company) -> str:
    assert company.logo is not None, "asked only when there is one"
    return f"images/logo{company.logo.suffix.lower()}"


def _copy_files(folder: Path, company: Company, wheel: Path | None) -> None:
    for suffix in VIDEO_SUFFIXES:
        shutil.copy(video_folder() / f"{VIDEO_NAME}{suffix}", folder / CONTENT / f"videos/{VIDEO_NAME}{suffix}")
    if company.logo:
        target = folder / CONTENT / _logo(company)
        target.parent.mkdir()
        shutil.copy(company.logo, target)
    if wheel:
        (folder / "wheels").mkdir()
        shutil.copy(wheel, folder / "wheels" / wheel.name)


def _fill_in(source: str, target: Path, values: Mapping[str, str]) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    template = with_comments_in(values["language"], (_HERE / "files" / source).read_text(encoding="utf-8"))
    text = Template(template).substitute(values)
    target.write_text(text.rstrip() + "\n", encoding="utf-8")
