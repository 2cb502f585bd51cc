"""What happens behind the scenes of a storyboard while the camera stands still: others publish and rate."""

from __future__ import annotations

from collections.abc import Callable

from tests.browser.shipped import ShippedHelpCentre

REPAIRED_ID = "print-a-guide"
REPAIR = """
## Print in black and white {#black-and-white}

Open **More settings** in the print window, then choose **Black and white** under **Colour**.
"""
NEW_GUIDE = """\
---
id: change-address
title: Change your address
summary: Open your profile, press Edit beside the address, and save; paid invoices keep the old one.
kind: guide
owner: docs
review_by: 2027-05-01
support: full
tags: [customers]
keywords: [move house, moved house, new address, wrong address]
answers:
  - How do I change my address?
---

Your next invoice carries the new address; paid ones keep the old one.

1. Open your profile, at the top right.
2. Press **Edit** beside the address.
3. Type the new one and press **Save**.
"""


def publish(centre: ShippedHelpCentre) -> None:
    """Let a writer repair the first article of the queue, and publish it."""
    page = centre.folder / "content" / "guides" / "customers" / f"{REPAIRED_ID}.md"
    page.write_text(page.read_text(encoding="utf-8") + REPAIR, encoding="utf-8")
    centre.run("build")
    centre.run("work-items", "review")


def rate(centre: ShippedHelpCentre) -> None:
    """Let readers say that the repaired article helps."""
    article = centre.catalogue()[REPAIRED_ID]
    for number in range(34):
        assert centre.rate(article, helpful=number % 12 != 0).status == 201
    centre.run("work-items", "review")


def write(centre: ShippedHelpCentre) -> None:
    """Let a pull request with a new guide be merged."""
    centre.write("guides/customers/change-address.md", NEW_GUIDE)
    centre.run("build")


ACTS: dict[str, Callable[[ShippedHelpCentre], None]] = {"publish": publish, "rate": rate, "write": write}
