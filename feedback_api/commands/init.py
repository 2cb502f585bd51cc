"""``help-centre init``: a small help centre of one's own."""

from __future__ import annotations

import json
import shlex
import sys
from importlib.metadata import Distribution, distribution
from pathlib import Path
from urllib.parse import unquote, urlsplit

import click

from publishing.errors import HelpCentreError
from publishing.starter.company import LANGUAGES


@click.command()
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--name", help="What the help centre is called, such as 'Acme Help'.")
@click.option("--address", help="Where readers will find it, such as https://help.example.com/.")
@click.option("--contact", help="How readers reach a person: a mail address, or a web page.")
@click.option("--colour", help="Colour of links and buttons, such as #0a6b66.")
@click.option("--logo", help="A picture in SVG, PNG, WebP or JPEG.")
@click.option(
    "--language", type=click.Choice(LANGUAGES), help=f"Language of the first pages; {LANGUAGES[0]} if not told."
)
@click.option("--tracker", help="Where work items go: github:OWNER/REPOSITORY, gitlab:GROUP/PROJECT or webhook:URL.")
def init(folder: Path, **told: str | None) -> None:
    """
    Make a small help centre in FOLDER, which must be empty or new, and say how to start it.

    What is not given as an option is asked for on a terminal, again until it can be used; elsewhere it is left out.
    """
    from datetime import UTC, datetime  # noqa: PLC0415 - help is shown without what the work needs

    from publishing.starter.company import Company  # noqa: PLC0415 - see above
    from publishing.starter.new_site import FolderUnwritable, begin_site, refuse_full_folder  # noqa: PLC0415 - see above

    refuse_full_folder(folder)
    _refuse_what_was_told({name: text for name, text in told.items() if text or (text is not None and name == "name")})
    answers = _ask(told) if sys.stdin.isatty() else {name: text or "" for name, text in told.items()}
    logo = answers.pop("logo")
    company = Company(
        **{
            **answers,
            "name": answers["name"] or folder.absolute().name,
            "language": answers["language"] or LANGUAGES[0],
        },
        logo=Path(logo).expanduser() if logo else None,
    )
    package = distribution("help-centre")
    try:
        begin_site(folder, company, wheel=_wheel(package), version=package.version, today=datetime.now(UTC).date())
    except OSError as error:
        place = error.filename or folder
        raise FolderUnwritable(
            f"{place} cannot be written ({error.strerror}).", "Name a folder below one that you may write to."
        ) from error
    click.echo(f"{folder} holds {company.name}. Start it with:")
    click.echo(f"  cd {shlex.quote(str(folder))} && help-centre serve")


def _refuse_what_was_told(told: dict[str, str]) -> None:
    """
    Say everything that is wrong with the options, before anything is asked.

    Raises:
        AnswerUnusable: one or more cannot be used.

    """
    from publishing.starter.company import AnswerUnusable  # noqa: PLC0415 - see above

    problems = [problem for name, text in told.items() if (problem := _problem(name, text))]
    if problems:
        raise AnswerUnusable(
            " ".join(problem.message for problem in problems), " ".join(problem.hint for problem in problems)
        )


def _problem(name: str, answer: str) -> HelpCentreError | None:
    """Return what is wrong with *answer* to the question *name*."""
    from feedback_api.trackers.choice import refuse_unknown_tracker  # noqa: PLC0415 - see above
    from publishing.starter.company import CHECKS  # noqa: PLC0415 - see above

    checks = {**CHECKS, "tracker": refuse_unknown_tracker}
    try:
        if name in checks:
            checks[name](answer)
    except HelpCentreError as problem:
        return problem
    return None


def _ask(told: dict[str, str | None]) -> dict[str, str]:
    """Ask for everything that was not told; an empty answer leaves it out."""
    options = {option.name: option for option in init.params if isinstance(option, click.Option)}
    return {name: _answer(options[name]) if text is None else text for name, text in told.items()}


def _answer(option: click.Option) -> str:
    """Ask until the answer can be used; of a choice, the first is usual."""

    def taken(text: str) -> str:
        answer = str(option.type.convert(text, option, None)).strip()
        if answer and (problem := _problem(str(option.name), answer)):
            raise click.UsageError(f"{problem.message} {problem.hint}")
        return answer

    usual = option.type.choices[0] if isinstance(option.type, click.Choice) else ""
    answer: str = click.prompt(
        f"{option.help}\n{option.name}",
        default=usual,
        show_default=bool(usual),
        type=option.type,
        value_proc=taken,
    )
    return answer


def _wheel(package: Distribution) -> Path | None:
    """Return the wheel that this program was installed from, when pip noted it and it is still there."""
    address = urlsplit(json.loads(package.read_text("direct_url.json") or "{}").get("url", ""))
    file = Path(unquote(address.path))
    return file if address.scheme == "file" and file.suffix == ".whl" and file.is_file() else None
