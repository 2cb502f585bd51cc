"""What the files of a new help centre say to people who open them, in the language of its pages."""

from __future__ import annotations

from collections.abc import Mapping

# What stands behind "# ", "/* " or "name: " there, so that the files themselves stay readable as they are.
_GERMAN: Mapping[str, str] = {
    "Where readers will find it; the variable wins, for a preview somewhere else.": "Wo Leser sie finden; die "
    "Variable geht vor, für eine Vorschau an anderer Stelle.",
    "Where a page's file can be edited, such as https://github.com/OWNER/REPOSITORY/edit/main/content/; empty: "
    "no link.": "Wo die Datei einer Seite bearbeitet wird, etwa "
    "https://github.com/OWNER/REPOSITORY/edit/main/content/; leer: kein Link.",
    "fonts of the reader's own system: no request leaves the site": "Schriften vom System des Lesers: keine Anfrage "
    "verlässt die Seite",
    "Settings of the service and of the build: NAME=value, a line each, without quotes.": "Einstellungen des Dienstes "
    "und des Baus: NAME=Wert, je eine Zeile, ohne Anführungszeichen.",
    "'help-centre' reads this file in the folder that it runs in; a variable of the environment wins.": "'help-centre' "
    "liest diese Datei in dem Ordner, in dem es läuft; eine Variable der Umgebung geht vor.",
    "This file is in Git: passwords and tokens belong into the environment.": "Diese Datei liegt in Git: Passwörter "
    "und Tokens gehören in die Umgebung.",
    "Take the sign away once HELP_CENTRE_TRACKER_TOKEN is in the environment.": "Nehmen Sie das Zeichen weg, sobald "
    "HELP_CENTRE_TRACKER_TOKEN in der Umgebung steht.",
    "For a form on the contact page: take the signs away, and write 'contact: form' into the front matter of "
    "contact.md.": "Für ein Formular auf der Kontaktseite: Nehmen Sie die Zeichen weg, und schreiben Sie "
    "'contact: form' in den Kopf von contact.md.",
    "Every link that was published: article, source files, sections. 'help-centre check --fix' adds to it.": "Jeder "
    "Link, der veröffentlicht wurde: Artikel, Dateien, Abschnitte. 'help-centre check --fix' ergänzt die Liste.",
    "Remove nothing that was published: it keeps leading to its answer.": "Nehmen Sie nichts weg, was veröffentlicht "
    "wurde: Es führt weiter zu seiner Antwort.",
    "The colour of links and buttons, dark enough for the light page and light enough for the dark one.": "Die Farbe "
    "von Links und Knöpfen, dunkel genug für die helle Seite und hell genug für die dunkle.",
    "What a pull request to the content runs: the check with notes on its lines, a strict build, a preview, one "
    "comment;": "Was ein Pull Request zu den Seiten ausführt: die Prüfung mit Anmerkungen an den Zeilen, ein strenger "
    "Bau,",
    "work items that it names are taken.": "eine Vorschau, ein Kommentar; Aufgaben, die er nennt, werden übernommen.",
    "a work item may be named later": "eine Aufgabe wird vielleicht später genannt",
    "dates of articles and '--since' need the history": "Tage der Artikel und '--since' brauchen die Geschichte",
    "what search knows of the pages, so that a later run reads only what changed": "was die Suche von den Seiten weiß, "
    "damit ein späterer Lauf nur liest, was sich geändert hat",
    "the service may be down, which is not the writer's business": "der Dienst ist vielleicht nicht da, und das geht "
    "den Autor nichts an",
    "the notes on the lines say it all": "die Anmerkungen an den Zeilen sagen alles",
    "What a merge request to the content runs: the check, a strict build, a preview, one comment.": "Was ein Merge "
    "Request zu den Seiten ausführt: die Prüfung, ein strenger Bau, eine Vorschau, ein Kommentar.",
    "HELP_CENTRE_SERVICE_URL and HELP_CENTRE_SERVICE_TOKEN lead to the service; without them no work item is taken.": (
        "HELP_CENTRE_SERVICE_URL und HELP_CENTRE_SERVICE_TOKEN führen zum Dienst; ohne sie wird keine Aufgabe "
        "übernommen."
    ),
    "HELP_CENTRE_COMMENT_TOKEN is a project access token that may comment; without one the job's log says it all.": (
        "HELP_CENTRE_COMMENT_TOKEN ist ein Token des Projekts, das kommentieren darf; ohne eines sagt das Protokoll "
        "alles."
    ),
    "Content": "Inhalt",
    "Check what was published": "Prüfen, was veröffentlicht wurde",
    "Check": "Prüfen",
    "Take the work items that it names": "Genannte Aufgaben übernehmen",
    "Keep the preview": "Vorschau aufheben",
    "Say it once": "Einmal sagen, was gefunden wurde",
    "Preview": "Vorschau",
}
_BEFORE = ("# ", "/* ", "- name: ", "name: ", "expose_as: ")


def with_comments_in(language: str, text: str) -> str:
    """Return the file *text* with its comments, and what a forge shows of it, in *language*: ``en`` or ``de``."""
    if language == "en":
        return text
    return "".join(map(_translated, text.splitlines(keepends=True)))


def comment_of(line: str) -> tuple[str, str, str]:
    """Part *line* into what stands before its comment or name, that itself, empty if there is none, and the rest."""
    for before in _BEFORE:
        code, mark, said = line.partition(before)
        # A mark begins a line, or stands behind a blank; anything else is part of a word.
        if mark and (not code or code[-1] == " "):
            words = said.rstrip()
            end = " */" if words.endswith(" */") else ""
            words = words.removesuffix(end)
            return code + mark, words, said[len(words) :]
    return line, "", ""


def _translated(line: str) -> str:
    before, said, after = comment_of(line)
    return before + _GERMAN.get(said, said) + after
