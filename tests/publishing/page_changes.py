"""What a built page has that another version of it does not have."""

from __future__ import annotations

from difflib import SequenceMatcher
from html.parser import HTMLParser

Token = tuple[str, ...]


class _Tokens(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tokens: list[Token] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take a tag with its attributes in an order of their own."""
        self.tokens.append((tag, *(f"{name}={value or ''}" for name, value in sorted(attrs))))

    def handle_endtag(self, tag: str) -> None:
        """Take the end of an element."""
        self.tokens.append((f"/{tag}",))

    def handle_data(self, data: str) -> None:
        """Take words, whatever white space is around them."""
        if data.strip():
            self.tokens.append(("text", " ".join(data.split())))


def tokens(html: str) -> list[Token]:
    """Return the tags and words of a page in their order."""
    parser = _Tokens()
    parser.feed(html)
    return parser.tokens


def lost(before: str, after: str) -> list[Token]:
    """Return the tags and words of the page *before* that are not, in their order, in the page *after*."""
    old, new = tokens(before), tokens(after)
    missing = []
    for kind, old_start, old_end, new_start, new_end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind in {"delete", "replace"}:
            missing += [token for token in old[old_start:old_end] if not _grown(token, new[new_start:new_end])]
    return missing


def _grown(token: Token, candidates: list[Token]) -> bool:
    """Tell whether *token* is there with more attributes than before."""
    return any(token[0] == other[0] != "text" and set(token) < set(other) for other in candidates)
