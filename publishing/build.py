"""Building the site: in a folder of its own, which then takes the place of the old one in one step."""

from __future__ import annotations

import logging
import os
import shutil
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click

from publishing.errors import HelpCentreError
from publishing.exclusive import exclusive
from publishing.failed_plugin import place_of_loading, plugin_that_raised
from publishing.folder_swap import swap_in
from publishing.unreadable_addresses import UNREADABLE_HINT, is_about_an_address, where_unreadable

STATE_FOLDER = ".help-centre"
_OUR_LOGGER = "mkdocs.plugins.help-centre"
_PLUGIN = "help-centre"
_LOCK_FILE = "build.lock"
# Every website has a sitemap.xml; MkDocs alone puts it there once more like this.
_MARK_OF_A_BUILT_SITE = "sitemap.xml.gz"


class BuildFailed(HelpCentreError):  # noqa: N818 - named for what happened
    """The site was not built, and the old one stays."""

    exit_status = 1


def build_site(config_file: Path, site_folder: Path, *, strict: bool, as_help_centre: bool = False) -> None:
    """
    Build the site that *config_file* (``mkdocs.yml``) describes into *site_folder*.

    It is built beside *site_folder* and swapped in when it is complete, so that a running service never serves half a
    site and a failed build leaves the old one. With *strict*, warnings fail the build. A second build waits for the
    first; progress goes to standard error. What is to be searched is built *as_help_centre*: with our plugin.

    Raises:
        BuildFailed: MkDocs refuses the configuration or the content, the help centre's plugin is missing from it, or
            *site_folder* holds something else.

    """
    started = time.monotonic()
    if not config_file.is_file():
        raise BuildFailed(
            f"{config_file}: there is no such file.", "Run the command in the folder that holds mkdocs.yml."
        )
    site_folder = site_folder.absolute()
    _refuse_what_is_no_site(site_folder)
    site_folder.parent.mkdir(parents=True, exist_ok=True)
    with exclusive(config_file.absolute().parent / STATE_FOLDER / _LOCK_FILE, "another build"):
        click.echo(f"Building the site from {config_file} ...", err=True)
        fresh = site_folder.with_name(f".{site_folder.name}.next")
        shutil.rmtree(fresh, ignore_errors=True)
        try:
            _run_mkdocs(config_file, fresh, strict=strict, as_help_centre=as_help_centre)
            swap_in(fresh, site_folder)
        finally:
            shutil.rmtree(fresh, ignore_errors=True)
    click.echo(f"The site is built in {time.monotonic() - started:.1f} s.", err=True)


def _refuse_what_is_no_site(site_folder: Path) -> None:
    """Keep a mistyped folder from being replaced: only an empty folder or a built site may be."""
    if not site_folder.exists() and not site_folder.is_symlink():
        return
    if not site_folder.is_dir() or (any(site_folder.iterdir()) and not (site_folder / _MARK_OF_A_BUILT_SITE).is_file()):
        raise BuildFailed(
            f"{site_folder}: this is no built site, so it is not replaced.",
            "Name another folder with HELP_CENTRE_SITE, or remove this one.",
        )


def _refuse_missing_plugin(config: Any, config_file: Path) -> None:
    if _PLUGIN not in config.plugins:
        raise BuildFailed(
            f"{config_file}: 'help-centre' is missing from 'plugins', so there would be nothing to search.",
            "Add the line '  - help-centre' below 'plugins:', after 'i18n' if that is there, and build again.",
        )


def _run_mkdocs(config_file: Path, folder: Path, *, strict: bool, as_help_centre: bool) -> None:
    os.environ["NO_MKDOCS_2_WARNING"] = "1"
    # MkDocs takes a third of a second to import, which a service that only serves should not pay.
    from jinja2 import TemplateError  # noqa: PLC0415
    from mkdocs.commands.build import build  # noqa: PLC0415
    from mkdocs.config import load_config  # noqa: PLC0415
    from mkdocs.exceptions import Abort, MkDocsException  # noqa: PLC0415

    config: Any = None
    with _messages_on_stderr():
        try:
            config = load_config(str(config_file), site_dir=str(folder), strict=strict)
            if as_help_centre:
                _refuse_missing_plugin(config, config_file)
            config.plugins.on_startup(command="build", dirty=False)
            build(config)
            config.plugins.on_shutdown()
        except (Abort, MkDocsException, TemplateError) as error:
            raise _not_built(config_file, error) from error
        except Exception as error:  # plugins of others raise whatever they like
            if isinstance(error, ValueError) and is_about_an_address(error):
                raise _of_an_address(config_file, error) from error
            if config is None and not isinstance(error, OSError):
                raise _not_loaded(config_file, error) from error
            name = plugin_that_raised(error, config.plugins if config else {})
            if name not in {"", _PLUGIN}:
                raise _of_a_plugin(config_file, name, error) from error
            if not isinstance(error, (OSError, UnicodeError)):
                raise
            raise _not_built(config_file, error) from error


def _not_built(config_file: Path, error: Exception) -> BuildFailed:
    return BuildFailed(
        f"{config_file}: the site was not built ({str(error).rstrip('.') or 'see above'}).",
        "Repair what is listed above and build again; the site that was built before is unchanged.",
    )


def _not_loaded(config_file: Path, error: Exception) -> BuildFailed:
    what = f"{place_of_loading(error)}: {type(error).__name__}: {error}"
    return BuildFailed(
        f"{config_file}: a plugin or hook cannot be loaded ({what}).",
        "Repair that file, or leave out what 'plugins' or 'hooks' names.",
    )


def _of_a_plugin(config_file: Path, name: str, error: Exception) -> BuildFailed:
    return BuildFailed(
        f"{config_file}: the plugin '{name}' stopped the build ({type(error).__name__}: {error}).",
        "Run 'mkdocs build' for its whole report; leave it out, update it, or change its options.",
    )


def _of_an_address(config_file: Path, error: ValueError) -> BuildFailed:
    """Name the place of the address that MkDocs stumbled over; where it is not seen, what MkDocs says."""
    place, text = next(where_unreadable(config_file), (str(config_file), ""))
    which = f"the address '{text}'" if text else "an address"
    return BuildFailed(f"{place}: {which} cannot be read, so the site was not built ({error}).", UNREADABLE_HINT)


@contextmanager
def _messages_on_stderr() -> Iterator[None]:
    """Show MkDocs' warnings and errors on standard error, one a line."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(_OneLine())
    logger = logging.getLogger("mkdocs")
    before = logger.level, logger.propagate
    logger.addHandler(handler)
    logger.setLevel(logging.WARNING)
    logger.propagate = False
    logging.getLogger(_OUR_LOGGER).setLevel(logging.INFO)  # what our plugin leaves out, for one
    try:
        yield
    finally:
        logger.removeHandler(handler)
        logger.setLevel(before[0])
        logger.propagate = before[1]


class _OneLine(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        return f"{record.levelname.lower()}: {record.getMessage()}"
