"""The command line: one program for site, search and feedback."""

from __future__ import annotations

import os
import sys
from importlib import import_module
from keyword import iskeyword

import click

from publishing.errors import HelpCentreError
from publishing.settings_file import SETTINGS_FILE, read_settings_file

# Which module holds a command: a command imports what it needs, and no more, so that each starts at once.
MODULES = {
    "build": "search_service.commands.build",
    "check": "search_service.commands.check",
    "codeowners": "publishing.commands",
    "export": "feedback_api.commands.export",
    "import": "publishing.importing.commands",
    "index": "search_service.commands.build",
    "init": "feedback_api.commands.init",
    "new": "publishing.commands",
    "outbox": "feedback_api.commands.outbox",
    "personal-data": "feedback_api.commands.personal_data",
    "preview": "feedback_api.commands.preview",
    "publish": "search_service.commands.build",
    "ranks": "search_service.commands.ranks",
    "ratings": "feedback_api.commands.ratings",
    "search": "search_service.commands.search",
    "searches": "feedback_api.commands.searches",
    "serve": "feedback_api.commands.serve",
    "staff": "feedback_api.commands.staff",
    "theme": "publishing.commands",
    "work-items": "feedback_api.commands.work_items",
}


class Program(click.Group):
    """A group whose commands answer what people can put right with one sentence and a hint."""

    def list_commands(self, context: click.Context) -> list[str]:  # noqa: ARG002 - click's interface
        """Name the commands."""
        return list(MODULES)

    def get_command(self, context: click.Context, name: str) -> click.Command | None:  # noqa: ARG002 - click's interface
        """Import the command that was named; None when there is none."""
        if name not in MODULES:
            return None
        attribute = f"{name}_" if iskeyword(name) else name.replace("-", "_")
        command: click.Command = getattr(import_module(MODULES[name]), attribute)
        return command

    def invoke(self, context: click.Context) -> None:
        """Run the command that was named, with the settings of the folder behind those of the environment."""
        try:
            for name, value in read_settings_file(SETTINGS_FILE).items():
                os.environ.setdefault(name, value)
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


if __name__ == "__main__":
    sys.exit(main())
