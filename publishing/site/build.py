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

from publishing.files.exclusive import exclusive
from publishing.files.folder_swap import swap_in
from publishing.site.failed_build import OWN_PLUGIN, BuildFailed, refused, why_not_built, why_not_loaded
from publishing.source.folder import ConfigUnreadable

STATE_FOLDER = ".help-centre"
_OUR_LOGGER = "mkdocs.plugins.help-centre"
_LOCK_FILE = "build.lock"
# Every website has a sitemap.xml; MkDocs alone puts it there once more like this.
_MARK_OF_A_BUILT_SITE = "sitemap.xml.gz"


def build_site(config_file: Path, site_folder: Path, *, strict: bool, as_help_centre: bool = False) -> None:
    """
    Build the site that *config_file* (``mkdocs.yml``) describes into *site_folder*.

    It is built beside *site_folder* and swapped in when it is complete, so that a running service never serves half a
    site and a failed build leaves the old one. With *strict*, warnings fail the build. A second build waits for the
    first; progress goes to standard error. What is to be searched is built *as_help_centre*: with our plugin.

    Raises:
        ConfigUnreadable: *config_file* is not there.
        BuildFailed: MkDocs refuses the configuration or the content, the help centre's plugin is missing from it, or
            *site_folder* holds something else.

    """
    started = time.monotonic()
    if not config_file.is_file():
        raise ConfigUnreadable(
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
    if OWN_PLUGIN not in config.plugins:
        raise BuildFailed(
            f"{config_file}: 'help-centre' is missing from 'plugins', so there would be nothing to search.",
            "Add the line '  - help-centre' below 'plugins:', after 'i18n' if that is there, and build again.",
        )


def _run_mkdocs(config_file: Path, folder: Path, *, strict: bool, as_help_centre: bool) -> None:
    with _messages_on_stderr():
        config = _load(config_file, folder, strict=strict)
        if as_help_centre:
            _refuse_missing_plugin(config, config_file)
        _build(config, config_file)


def _load(config_file: Path, folder: Path, *, strict: bool) -> Any:
    os.environ["NO_MKDOCS_2_WARNING"] = "1"
    # MkDocs takes a third of a second to import, which a service that only serves should not pay.
    from mkdocs.config import load_config  # noqa: PLC0415
    from mkdocs.exceptions import Abort, MkDocsException  # noqa: PLC0415

    try:
        return load_config(str(config_file), site_dir=str(folder), strict=strict)
    except (Abort, MkDocsException) as error:
        raise refused(config_file, error) from error
    except Exception as error:  # plugins of others raise whatever they like
        raise why_not_loaded(config_file, error) from error


def _build(config: Any, config_file: Path) -> None:
    from jinja2 import TemplateError  # noqa: PLC0415 - as MkDocs
    from mkdocs.commands.build import build  # noqa: PLC0415
    from mkdocs.exceptions import Abort, MkDocsException  # noqa: PLC0415

    try:
        config.plugins.on_startup(command="build", dirty=False)
        build(config)
        config.plugins.on_shutdown()
    except (Abort, MkDocsException, TemplateError) as error:
        raise refused(config_file, error) from error
    except Exception as error:  # plugins of others raise whatever they like
        failure = why_not_built(config_file, error, config.plugins)
        if failure is None:
            raise
        raise failure from error


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
