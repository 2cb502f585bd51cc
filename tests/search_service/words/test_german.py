from __future__ import annotations

from pathlib import Path

import pytest

from search_service.queries.compounds import ADJECTIVES, MIN_VERB_CHARS
from search_service.queries.misspellings import TURNING
from search_service.queries.separated_verbs import BEGINNINGS
from search_service.words.analysis import words_of
from search_service.words.german import APART, DIGRAPH, SEPARABLE
from search_service.words.languages import ALONE, BOTH, stem, stop_words


def stems(text: str) -> set[str]:
    """Give the German stems of the words of *text*."""
    return {stem(word, "de") for word in words_of(text)}


@pytest.mark.parametrize(
    "forms",
    [
        "löschen löscht löschte gelöscht gelöschtes Löschung loeschen geloescht loschen",
        "anmelden angemeldet angemeldeten anzumelden Anmeldung Anmeldungen",
        "abschließen abgeschlossen abgeschlossene abzuschließen abschliessen",
        "ausdrucken ausgedruckt ausgedruckten auszudrucken",
        "finden fand gefunden gefundenes findet",
        "eingeben eingegeben eingibt eingab Eingabe",
        "speichern speichert gespeichert Speicherung",
        "ändern ändert geändert Änderung aendert Änderungen",
        "wechseln wechselt gewechselt Wechsel",
        "installieren installiert Installation",
        "Konto Konten Kontos",
        "Modus Modi",
        "Video Videos",
        "App Apps",
        "Handy Handys",
        "System Systems Systeme Systemen",
        "Artikel Artikeln Artikels",
        "Partner Partnerin Partnerinnen",
        "Wort Wörter Wörtern Woerter",
    ],
)
def test_the_forms_of_a_german_word_share_a_stem(forms: str) -> None:
    """Participles, infinitives with zu, past forms, borrowed plurals and nouns made of verbs are one term."""
    assert len(stems(forms)) == 1, stems(forms)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("drucken gedruckt Druck", "drücken gedrückt druecken drückt"),
        ("zahlen Zahlung", "zählen Zählung zaehlen"),
        ("fordern Forderung", "fördern Förderung foerdern"),
        ("Kuchen", "Küchen Kueche"),
        ("Internet", "intern"),
        ("Datum", "Daten"),
        ("Zeitung", "Zeit"),
        ("passieren", "passen"),
        ("Gericht Gerichte", "riechen richten"),
        ("Gesellschaft", "Geselle"),
        ("Schnitt Abschnitt", "schneiden abschneiden"),
        ("sich", "Sicherung sichern sicher"),
        ("andere anderen anders", "ändern Änderung ändert"),
        ("war waren", "warum"),
        ("des", "desert"),
        ("einige einigen", "Einigung"),
        ("hinter", "hinten"),
        ("gegen", "Gegend"),
        ("seit", "Seite Seiten"),
        ("falls", "Fall Fälle"),
        ("wegen", "bewegen"),
    ],
)
def test_words_that_look_like_forms_of_others_keep_their_own_stem(one: str, other: str) -> None:
    """An umlaut that alone tells two words apart does; ``ge`` and ``t`` that are no participle's stay."""
    assert stems(one).isdisjoint(stems(other))


def test_no_stem_of_a_word_without_a_topic_is_that_of_another_word() -> None:
    """Whatever the rules leave of other words; those that are words with a topic too are named one by one."""
    alone = stop_words("de") - BOTH
    like_them = {stem(word, "de").removesuffix(ALONE) + ending for word in alone for ending in ("", "en", "er", "ung")}
    assert {stem(word, "de") for word in alone}.isdisjoint(stem(word, "de") for word in like_them - alone)


@pytest.mark.parametrize(
    "forms",
    ["Ware Waren", "Weg Wege", "viel viele", "Bitte bitten", "schön schöne", "mein meine meinen", "kann kannst"],
)
def test_words_without_a_topic_share_a_stem_with_their_own_forms(forms: str) -> None:
    """And with the nouns and verbs that some of them are as well."""
    assert len(stems(forms)) == 1, stems(forms)


def script(name: str) -> str:
    """Return a script of the pages."""
    return (Path(__file__).parents[3] / "overrides" / "assets" / "help-centre" / name).read_text(encoding="utf-8")


def test_the_browser_keeps_the_same_words_apart() -> None:
    """While the service is down, ``drücken`` is no ``drucken`` either: both read the same pattern."""
    assert f"/{APART.pattern}|" in script("words.js")


def test_the_browser_knows_the_same_particles_prefixes_umlauts_beginnings_of_clauses_and_parts() -> None:
    """What stands in a second place, for no stemmer is loaded there, is the same word for word."""
    german = script("static-german.js")
    assert f'"{" ".join(SEPARABLE)}".split' in german
    assert f'"{" ".join(sorted(BEGINNINGS))}".split' in german
    assert f'"", ..."{" ".join(prefix for prefix in TURNING[len(SEPARABLE) :] if prefix)}".split' in german
    assert f"/{DIGRAPH.pattern}/g" in german
    assert f'"{" ".join(sorted(ADJECTIVES))}".split' in german
    assert f"LEAST_OF_VERB = {MIN_VERB_CHARS};" in german
