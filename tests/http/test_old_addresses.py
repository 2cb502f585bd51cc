"""Old addresses of the site, as the service answers them."""

import json

import pytest
from flask.testing import FlaskClient

from tests.feedback_api.publication import Publication


@pytest.fixture(autouse=True)
def _moved(publication: Publication) -> None:
    """Let the guide have been elsewhere before, under another id too."""
    file = publication.site / "help-centre" / "redirects.json"
    file.parent.mkdir()
    redirects = {"old/reset/": "guides/reset/", "a/forgot/": "guides/reset/#mail", "old.html": "guides/reset/"}
    redirects["hc/en-us/articles/12/"] = "guides/reset/"
    file.write_text(json.dumps(redirects), encoding="utf-8")


def test_an_old_address_leads_on_in_one_step(client: FlaskClient) -> None:
    """302 to where the page is now, relative, with the query; without a fragment the browser keeps its own."""
    leads = {
        "/old/reset/": "./../../guides/reset/",
        "/old/reset/?q=a%20b": "./../../guides/reset/?q=a%20b",
        "/old/reset": "./../guides/reset/",
        "/old.html": "./guides/reset/",
        "/a/forgot/?via=reply": "./../../guides/reset/?via=reply#mail",
        "/a/forgot": "./../guides/reset/#mail",
        "/hc/en-us/articles/12-A-title-of-last-year": "./../../../guides/reset/",
        "/hc/en-us/articles/12": "./../../../guides/reset/",
    }
    answers = {asked: client.get(asked) for asked in leads}

    assert {asked: answer.headers.get("Location") for asked, answer in answers.items()} == leads
    assert {answer.status_code for answer in answers.values()} == {302}


def test_what_never_was_is_not_there(client: FlaskClient) -> None:
    """Only listed addresses lead on."""
    assert client.get("/older/").status_code == 404
    assert client.get("/hc/en-us/articles/123-Reset").status_code == 404


@pytest.mark.parametrize("text", ["", "[", "\u0000"])
def test_a_damaged_list_leads_nowhere_and_breaks_nothing(
    client: FlaskClient, publication: Publication, text: str
) -> None:
    """The site is served as it stands."""
    (publication.site / "help-centre" / "redirects.json").write_text(text, encoding="utf-8")

    assert client.get("/guides/reset/").status_code == 200
    assert client.get("/old/reset/").status_code == 404
