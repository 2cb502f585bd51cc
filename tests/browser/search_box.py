"""The search box as a person uses it."""

from __future__ import annotations

import re

from playwright.sync_api import Locator, Page

from publishing.theme.folders import overrides_folder

_SCRIPT = (overrides_folder() / "assets" / "help-centre" / "search-service.js").read_text(encoding="utf-8")
# So long the box waits for the service before it asks the site's own list.
TIME_LIMIT_MS = int(re.findall(r"const TIME_LIMIT_MS = (\w+);", _SCRIPT)[0])


def box(page: Page) -> Locator:
    """Find the search box that is shown."""
    return page.get_by_role("combobox", name="Search the help centre")


def options(page: Page) -> Locator:
    """Find the results below it."""
    return page.get_by_role("option")


def ask(page: Page, words: str) -> str:
    """Bring the cursor into the box, type *words*, and go on as `type_words`."""
    page.wait_for_load_state()  # before its scripts are there, nobody listens to the key
    page.keyboard.press("/")
    return type_words(page, words)


def type_words(page: Page, words: str) -> str:
    """
    Type *words* as a person does and wait for what is found for all of them.

    Returns the id of that search; it is empty where the site's own list answered.
    """
    page.keyboard.type(words, delay=15)
    return wait_for_results(page, words)


def wait_for_results(page: Page, words: str) -> str:
    """Wait for what is found for *words*: till then the list changes once more. Returns what `type_words` does."""
    answered = page.locator(f'.hc-panel__list[data-query="{words.strip()}"]')
    answered.wait_for(state="attached")
    return answered.get_attribute("data-search-id") or ""
