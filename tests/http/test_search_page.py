from __future__ import annotations

from pathlib import Path

import pytest
from flask.testing import FlaskClient
from selectolax.lexbor import LexborHTMLParser, LexborNode

from publishing.catalogue import write_catalogue
from search_service import create_app
from search_service.settings import SearchSettings
from tests.search_service.conftest import ARTICLES, make_article, make_catalogue

SHELL = (
    "<!doctype html><html><head><title>Search - Help</title></head>"
    '<body><header>of the site</header><div id="help-centre-slot"></div></body></html>'
)


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> FlaskClient:
    """Give search with a built site whose shell page carries the results."""
    site = tmp_path_factory.mktemp("site")
    (site / "search").mkdir()
    (site / "search" / "index.html").write_text(SHELL, encoding="utf-8")
    many = (make_article(f"many-{n}", f"Many things {n}", ("", "", "")) for n in range(25))
    write_catalogue(make_catalogue(*ARTICLES, *many), site / "catalogue.json")
    return create_app(SearchSettings(site=site, index=site / "index")).test_client()


def page(client: FlaskClient, address: str) -> LexborHTMLParser:
    """Open a page of results."""
    answer = client.get(f"/search/{address}")
    assert answer.status_code == 200
    return LexborHTMLParser(answer.text)


def one(page: LexborHTMLParser, selector: str) -> LexborNode:
    """Give the one element that *selector* names."""
    node = page.css_first(selector)
    assert node is not None, selector
    return node


def test_results_stand_in_the_clothes_of_the_site(client: FlaskClient) -> None:
    """The shell page of the site carries the results and their title."""
    opened = page(client, "?q=refund")
    assert one(opened, "header").text() == "of the site"
    assert one(opened, "title").text() == "Search: refund"
    assert one(opened, "#help-centre-slot ol a").attributes["href"] == "../guides/invoices/#refunds"


def test_the_form_keeps_what_was_asked(client: FlaskClient) -> None:
    """The words stand in a labelled field, ready to be changed."""
    opened = page(client, "?q=%22quoted%22+%3Cb%3E")
    field = one(opened, "input[name=q]")
    assert field.attributes["value"] == '"quoted" <b>'
    assert one(opened, f"label[for={field.attributes['id']}]").text()


@pytest.mark.parametrize("word", ["refund", "zzqqxx"])
def test_a_pasted_message_buries_no_results(client: FlaskClient, word: str) -> None:
    """It stands in the box as a whole; heading and title say how it begins."""
    message = f"{word} please. " * 120
    opened = page(client, f"?q={message}")
    assert one(opened, "input[name=q]").attributes["value"] == message
    for part in ("title", ".hc-results__total"):
        text = one(opened, part).text()
        assert word in text
        assert "…" in text
        assert len(text) < 200


def test_pages_lead_to_the_next_and_the_previous(client: FlaskClient) -> None:
    """Following the links shows every result once."""
    seen: list[str | None] = []
    address: str | None = "?q=many+things"
    while address:
        opened = page(client, address)
        seen += [node.attributes["href"] for node in opened.css("ol a")]
        following = opened.css_first("a[rel=next]")
        address = following.attributes["href"] if following else None
    assert len(seen) == len(set(seen)) == 25
    assert one(opened, "a[rel=prev]").attributes["href"] == "?q=many+things&offset=10"


def test_a_correction_is_a_link(client: FlaskClient) -> None:
    """A misspelled query offers the search that was probably meant."""
    link = one(page(client, "?q=invoicse"), ".hc-results__correction a")
    assert (link.text(), link.attributes["href"]) == ("invoices", "?q=invoices")


def test_nothing_found_leads_on(client: FlaskClient) -> None:
    """Without results the page says what to try, and leads to a person with the query carried along."""
    opened = page(client, "?q=zzzzzzzzzzzz")
    assert "Nothing matches" in one(opened, "[role=status]").text()
    assert len(opened.css("#help-centre-slot ul li")) >= 2
    href = one(opened, ".hc-results__contact a").attributes["href"] or ""
    assert href.startswith("../contact/?q=zzzzzzzzzzzz&search_id=")
    assert page(client, "?q=refund").css_first(".hc-results__contact") is None


def test_what_looks_alike_is_offered_where_nothing_matches(client: FlaskClient) -> None:
    """A word that nothing answers leads to articles with words that begin like it."""
    link = one(page(client, "?q=passwordless"), ".hc-results__nearest a")
    assert link.attributes["href"] == "../guides/reset-password/"


def test_results_say_where_they_stand(client: FlaskClient) -> None:
    """Below the title stand the folders of the article."""
    assert one(page(client, "?q=refund"), ".hc-results__where").text() == "Guides"


def test_without_a_query_the_page_is_a_form(client: FlaskClient) -> None:
    """The bare address shows the field and no results."""
    opened = page(client, "")
    assert opened.css_first("ol") is None
    assert one(opened, "form").attributes["method"] == "get"


def test_a_place_beyond_the_last_result_leads_back(client: FlaskClient) -> None:
    """An old link to a later page says that there are not as many results, and leads to the last that has some."""
    assert "Go back" in one(page(client, "?q=refund&offset=40"), "#help-centre-slot").text()
    for offset in (30, 1_000_000_000):
        back = one(page(client, f"?q=many+things&offset={offset}"), "#help-centre-slot p[role=status] a")
        assert back.attributes["href"] == "?q=many+things&offset=20"


@pytest.mark.parametrize("wrong", ["limit=none", "offset=-1", "kind=poem"])
def test_an_address_that_leads_to_no_results_leads_to_a_search(client: FlaskClient, wrong: str) -> None:
    """People get a page of the site with their words ready to be searched for, and no word of parameters."""
    answer = client.get(f"/search/?q=refund&{wrong}")
    opened = LexborHTMLParser(answer.text)
    assert answer.status_code == 422
    assert one(opened, "header").text() == "of the site"
    assert one(opened, "[role=alert]").text() == (
        "There are no results at this address. Search here to see the first results."
    )
    assert one(opened, "input[name=q]").attributes["value"] == "refund"
    assert "openapi" not in answer.text
    assert wrong.partition("=")[0] not in one(opened, "#help-centre-slot").text()
    told = client.get(f"/api/v1/search?q=refund&{wrong}").json
    assert told is not None
    assert told["hint"] == "See /api/v1/openapi.json for what each field takes."


def test_what_is_too_long_can_be_shortened_where_it_stands(client: FlaskClient) -> None:
    """A page says how much is too much, and has the words once, in a field that takes fewer and searches again."""
    message = "<b>refund please</b>\n" * 500
    answer = client.get("/search/", query_string={"q": message})
    opened = LexborHTMLParser(answer.text)
    assert answer.status_code == 400
    assert one(opened, "[role=alert]").text() == (
        "The query has 10500 characters; 4000 is the most. Search with fewer words."
    )
    field = one(opened, "form[action='./'] textarea[name=q]")
    assert (field.text(), field.attributes["maxlength"]) == (message, "4000")
    assert "readonly" not in field.attributes
    assert answer.text.count("refund please") == 500
    assert one(opened, "title").text() == "Search"


def test_a_site_without_a_shell_still_shows_results(tmp_path: Path) -> None:
    """The API alone answers people too, on a plain page."""
    write_catalogue(make_catalogue(*ARTICLES), tmp_path / "catalogue.json")
    settings = SearchSettings(catalogue=str(tmp_path / "catalogue.json"), index=tmp_path / "index")
    answer = create_app(settings).test_client().get("/search/?q=refund")
    assert one(LexborHTMLParser(answer.text), "main ol a").text().startswith("Invoices")
