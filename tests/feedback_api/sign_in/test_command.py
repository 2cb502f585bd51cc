"""``help-centre staff``: accounts from the command line."""

import re

import pytest
from click.testing import CliRunner, Result

from feedback_api.cli import main
from tests.feedback_api.publication import Publication


@pytest.fixture(autouse=True)
def _here(publication: Publication, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let commands find the publication."""
    monkeypatch.setenv("HELP_CENTRE_SITE", str(publication.site))
    monkeypatch.setenv("HELP_CENTRE_DATABASE_URL", publication.feedback_settings.database_url)


def staff(*arguments: str) -> Result:
    """Run the command."""
    return CliRunner().invoke(main, ["staff", *arguments])


def test_an_account_is_added_listed_and_removed() -> None:
    """
    The list says who has no password yet, and who is removed is gone.

    The link is at the site's address, which may not be the service's.
    """
    result = staff("add", "Agent@Example.com")
    added = result.stdout
    assert "in the place of https://help.example.com/" in result.stderr
    assert re.search(r"^https://help\.example\.com/staff/welcome/[\w-]{43}$", added, re.MULTILINE)
    assert staff("list").output == "agent@example.com\tstaff\tno password yet\n"
    assert staff("add", "agent@example.com", "--admin").exit_code == 0
    assert "agent@example.com\tadmin" in staff("list").output
    assert staff("remove", "AGENT@example.com").exit_code == 0
    assert staff("list").output == ""


def test_a_new_link_keeps_the_role() -> None:
    """Whoever is an admin still is one after a new link was made for them without saying so."""
    staff("add", "boss@example.com", "--admin")
    assert staff("add", "Boss@example.com").exit_code == 0
    assert staff("list").output == "boss@example.com\tadmin\tno password yet\n"


def test_the_address_of_the_service_goes_first(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the service has an address of its own, the link leads there."""
    monkeypatch.setenv("HELP_CENTRE_SERVICE_URL", "https://service.example.com/help/")
    assert "https://service.example.com/help/staff/welcome/" in staff("add", "a@example.com").output


def test_a_program_gets_a_token() -> None:
    """It is printed once, and the list shows the program."""
    assert "Authorization: Bearer " in staff("add", "help-desk", "--app").output
    assert staff("list").output == "help-desk\tapp\n"


@pytest.mark.parametrize(
    "arguments",
    [
        ("add", "nonsense"),
        ("add", "me@example.com", "--app"),
        ("add", "me@example.com", "--app", "--admin"),
        ("remove", "nobody@example.com"),
    ],
)
def test_what_cannot_be_is_refused(arguments: tuple[str, ...]) -> None:
    """One sentence and a hint, and nothing is added."""
    refused = staff(*arguments)
    assert refused.exit_code == 2
    assert "Traceback" not in refused.output
    assert staff("list").output == ""
