"""What a company says of itself is refused before anything is written."""

from pathlib import Path

import pytest

from publishing.errors import HelpCentreError
from publishing.starter.company import Company


@pytest.mark.parametrize(
    ("answers", "message"),
    [
        ({"name": " "}, "The name of the help centre is empty"),
        ({"name": "two\nlines"}, "more than a line"),
        ({"address": "help.example.com"}, "'help.example.com' is no web address."),
        ({"address": "https://help.example.com/ x"}, "is no web address."),
        ({"address": "https://[broken/"}, "is no web address."),
        ({"address": "https://help.example.com/?a=1"}, "No page can lie below 'https://help.example.com/"),
        ({"name": "a" * 101}, "The name of the help centre has 101 characters."),
        ({"name": "Acme <b>"}, "a sign that themes write into the code of every page."),
        ({"name": 'The "Acme"'}, "a sign that themes write into the code of every page."),
        ({"contact": "somewhere"}, "'somewhere' is neither a mail address nor a web page."),
        ({"contact": "a@b.c](https://evil.example"}, "is neither a mail address nor a web page."),
        ({"colour": "blue"}, "'blue' is no colour."),
        ({"logo": Path("missing.svg")}, "missing.svg: there is no picture."),
        ({"logo": Path(__file__)}, "there is no picture."),
    ],
)
def test_what_cannot_be_used_is_named(answers: dict[str, object], message: str) -> None:
    """The message holds what was said, the hint a way to say it."""
    with pytest.raises(HelpCentreError, match=message.replace("(", r"\(")) as raised:
        Company(**{"name": "Acme", **answers})  # type: ignore[arg-type] # each case gives what its field takes
    assert raised.value.hint


def test_addresses_end_with_a_slash_and_have_a_default() -> None:
    """Pages are built for the address that 'help-centre serve' answers at, until another is known."""
    assert Company("Acme").site_url == "http://127.0.0.1:8000/"
    assert Company("Acme", address="https://help.example.com/docs").site_url == "https://help.example.com/docs/"


def test_a_contact_becomes_a_link() -> None:
    """A mail address opens a mail, a web page opens itself."""
    assert Company("Acme", contact="help@example.com").contact_link == "[help@example.com](mailto:help@example.com)"
    assert Company("Acme", contact="https://example.com/c").contact_link == "[example.com](https://example.com/c)"
