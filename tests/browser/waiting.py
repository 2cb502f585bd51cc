"""What is waited for before a page is read: an address is new before its page is, and words are thanked for early."""

from __future__ import annotations

import time
from collections.abc import Callable

from playwright.sync_api import Page, expect

PATIENCE_MS = 60_000
OUTBOX = "localStorage.getItem('help-centre.outbox')"
MARKED_JS = "() => CSS.highlights.has('help-centre-words') && [...CSS.highlights.get('help-centre-words')].map(String)"


def arrive_at(page: Page, article_id: str) -> None:
    """Wait until the page of an article stands there, after a link was followed."""
    expect(page.locator(f"meta[name='help-centre:id'][content='{article_id}']")).to_be_attached()


def wait_until_taken(page: Page) -> None:
    """Wait until the service has taken all that was rated and played; readers are thanked before."""
    page.wait_for_function(f"() => {OUTBOX} === '{{}}'")


def marked_words(page: Page) -> list[str]:
    """Wait until words are marked on the page, and give them."""
    words: list[str] = page.wait_for_function(MARKED_JS).json_value()
    return words


def wait_until_is(page: Page, read: Callable[[], object], expected: object) -> None:
    """Wait until *read* gives what is *expected* of what *page* does, and fail with what it gives instead."""
    deadline = time.monotonic() + PATIENCE_MS / 1000
    while (found := read()) != expected and time.monotonic() < deadline:
        page.wait_for_timeout(50)
    assert found == expected
