"""The command line: one program for site, search and feedback."""

from __future__ import annotations

import sys

import click

from feedback_api.commands import COMMANDS
from publishing.commands import codeowners, new
from publishing.errors import HelpCentreError
from search_service.check_command import check
from search_service.commands import build, index, search
from search_service.ranks_command import ranks


class Program(click.Group):
    """A group whose commands answer what people can put right with one sentence and a hint."""

    def invoke(self, context: click.Context) -> None:
        """Run the command that was named."""
        try:
            super().invoke(context)
        except HelpCentreError as error:
            click.echo(f"error: {error.message}", err=True)
            if error.hint:
                click.echo(f"hint: {error.hint}", err=True)
            context.exit(error.exit_status)


@click.group(cls=Program, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="help-centre", message="%(version)s")
def main() -> None:
    """Publish a help centre, search it, and learn which of its articles do not help."""


for command in (build, check, codeowners, index, new, ranks, search, *COMMANDS):
    main.add_command(command)

if __name__ == "__main__":
    sys.exit(main())
