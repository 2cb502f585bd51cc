"""Old addresses of the site that the service itself leads on from, as the build wrote them down."""

from __future__ import annotations

import json
import re
from functools import lru_cache
from pathlib import Path

from publishing.site.permalinks import REDIRECTS_FILE

_BY_NUMBER = re.compile(r"hc/(?:[\w-]+/)?(?:articles|sections|categories)/\d+(?=-[^/]*/?$)")


def led_on_to(root: Path, path: str) -> str | None:
    """Return where *path* leads now, relative to *path* itself; None when the site has no such old address."""
    file = root / REDIRECTS_FILE
    try:
        changed_ns = file.stat().st_mtime_ns
    except OSError:
        return None
    known = _redirects(file, changed_ns)
    # Zendesk finds articles and sections by their number, whatever title stands behind it: titles change, links do not.
    by_number = _BY_NUMBER.match(path)
    names = (path, f"{path}/", f"{by_number[0]}/" if by_number else path)
    target = next((known[name] for name in names if name in known), None)
    return None if target is None else "../" * path.count("/") + target


@lru_cache(maxsize=4)
def _redirects(file: Path, _changed_ns: int) -> dict[str, str]:
    try:
        redirects: dict[str, str] = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return redirects
