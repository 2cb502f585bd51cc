"""
From gettext catalogues to what runs: a table that templates read, and compiled catalogues for the programs.

``python -m publishing.translating`` brings the catalogue of each language up to date with the texts of templates and
programs, keeps what is translated, and writes what is made of it. Translators edit the ``.po`` files.
"""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from publishing.theme.folders import overrides_folder
from publishing.translations import DOMAIN, FOLDER

WORDS_TEMPLATE = "partials/help-centre/words.html"
_PACKAGE = Path(__file__).resolve().parent
# All that speaks to readers, and how it marks what it says.
_PACKAGES = ("publishing", "search_service", "feedback_api")
_KEYWORDS = {"t": None, "said": None, "noted": None, **dict.fromkeys(("tn", "said_many", "noted_many"), (1, 2))}
_THEME = "overrides/"
_JINJA = "jinja2.ext:babel_extract"
Text = str | tuple[str, str]
_HEADING = """\
{#- What templates say, in the language of the page. Made by 'python -m publishing.translating' from gettext. -#}
"""
_MACRO = """\
{% set table = tables[(config.theme.language or "en")[:2]] or {} %}
{% macro t(text) %}{{ table[text] if text in table else text }}{% endmacro %}
"""


def texts() -> Iterator[tuple[Text, str]]:
    """
    Yield every text that people see with the file that says it, in the order of files and lines.

    A text that depends on a number is a pair: what is said of one, and of many.
    """
    for folder in (overrides_folder(), *(_PACKAGE.parent / name for name in _PACKAGES)):
        for suffix, method in (("*.html", _JINJA), ("*.txt", _JINJA), ("*.py", "python")):
            for file in sorted(folder.rglob(suffix)):
                for _, text, _, _ in extract(method, io.BytesIO(file.read_bytes()), keywords=_KEYWORDS):
                    yield (
                        text if isinstance(text, str) else (text[0], text[1]),
                        file.relative_to(folder.parent).as_posix(),
                    )


def brought_up_to_date(catalogue: Catalog) -> Catalog:
    """Return *catalogue* with every text of today, each with the translation that it has."""
    names = {"project": DOMAIN, "version": "1", "last_translator": "", "language_team": "", "msgid_bugs_address": ""}
    comment = catalogue.header_comment
    fresh = Catalog(locale=catalogue.locale, domain=DOMAIN, header_comment=comment, fuzzy=False, **names)
    fresh.creation_date = fresh.revision_date = catalogue.creation_date
    for text, place in texts():
        known = catalogue.get(text)
        nothing: str | tuple[str, ...] = "" if isinstance(text, str) else ("",) * fresh.num_plurals
        kept = known.string if known and isinstance(known.string, type(nothing)) else nothing
        fresh.add(text, kept, locations=[(place, 0)])
    return fresh


def untranslated(catalogue: Catalog) -> list[str]:
    """List the texts that have no translation yet."""
    return [str(message.id) for message in catalogue if message.id and not all(_forms(message.string))]


def words_template(tables: Mapping[str, Mapping[str, str]]) -> str:
    """Write the template that says a text in the page's language, or as it is where there is no translation."""
    lines = [_HEADING, "{% set tables = {\n"]
    for lang, table in sorted(tables.items()):
        lines.append(f"  {json.dumps(lang)}: {{\n")
        lines += [f"    {_text(source)}: {_text(said)},\n" for source, said in sorted(table.items())]
        lines.append("  },\n")
    return "".join([*lines, "} %}\n", _MACRO])


def _forms(text: str | Iterable[str] | None) -> tuple[str, ...]:
    return (text,) if isinstance(text, str) else tuple(text or ())


def _text(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def read_catalogue(lang: str) -> Catalog:
    """Read the gettext catalogue of *lang*."""
    with (FOLDER / lang / "LC_MESSAGES" / f"{DOMAIN}.po").open("rb") as file:
        return read_po(file, locale=lang, domain=DOMAIN)


def languages() -> list[str]:
    """List the languages that have a catalogue."""
    return sorted(path.name for path in FOLDER.iterdir() if (path / "LC_MESSAGES").is_dir())


def compiled(catalogue: Catalog) -> bytes:
    """Return *catalogue* as programs read it."""
    content = io.BytesIO()
    write_mo(content, catalogue)
    return content.getvalue()


def main() -> int:
    """Bring everything up to date, and name what still has no translation."""
    missing = 0
    tables = {}
    for lang in languages():
        catalogue = brought_up_to_date(read_catalogue(lang))
        folder = FOLDER / lang / "LC_MESSAGES"
        with (folder / f"{DOMAIN}.po").open("wb") as file:
            write_po(file, catalogue, sort_output=True, width=0, ignore_obsolete=True, include_lineno=False)
        (folder / f"{DOMAIN}.mo").write_bytes(compiled(catalogue))
        tables[lang] = theme_table(catalogue)
        for text in untranslated(catalogue):
            sys.stderr.write(f"{lang}: {text}\n")
            missing += 1
    (overrides_folder() / WORDS_TEMPLATE).write_text(words_template(tables), encoding="utf-8")
    return int(missing > 0)


def table_of(catalogue: Catalog) -> dict[str, str]:
    """Return the translation of each text that has one; of a text that depends on a number, that of each form."""
    return {
        source: translation
        for message in catalogue
        if message.id
        for source, translation in zip(_forms(message.id), _forms(message.string), strict=False)
        if translation
    }


def theme_table(catalogue: Catalog) -> dict[str, str]:
    """Return the translations that the theme's templates need."""
    theme = {text for text, place in texts() if place.startswith(_THEME)}
    return {source: translation for source, translation in table_of(catalogue).items() if source in theme}


if __name__ == "__main__":
    sys.exit(main())
