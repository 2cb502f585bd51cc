"""Conversations: lines under a speaker's name, of which only the customer's are the message."""

from __future__ import annotations

import re

_TIME = r"[\[(]?\d{1,2}:\d{2}(?::\d{2})?(?: ?[ap]m)?[\])]?"
_TURN = re.compile(
    rf"^[ \t]*(?P<time>{_TIME}[ \t,-]*)?(?P<speaker>[^\W\d_][\w.'\u2019 -]{{0,30}}(?:[ ]?\([\w ]{{2,20}}\))?)"
    rf"(?:[ \t]*{_TIME})?:(?=[ \t]*\S)[ \t]*",
    re.MULTILINE,
)
_AGENT = re.compile(
    r"(?:(?:support|customer|service|live)[ -]?)?(?:agent|operator|advis[oe]r|representative|bot|chatbot|assistant|"
    r"mitarbeiter(?:in)?|berater(?:in)?)\b(?: [^\W\d_]+)?|support|.*\((?:support|agent|bot|service|team)\)",
    re.IGNORECASE,
)
_CUSTOMER = re.compile(
    r"(?:customer|client|visitor|user|guest|me|you|kunde|kundin|besucher(?:in)?|nutzer(?:in)?|gast|ich)\b.{0,20}",
    re.IGNORECASE,
)


def without_agents_turns(text: str) -> str:
    """Take out what an agent said in a chat's record, and the names before what the customer said."""
    turns = list(_TURN.finditer(text))
    agents = [turn for turn in turns if _AGENT.fullmatch(turn["speaker"].strip())]
    if not agents or not any(_CUSTOMER.fullmatch(turn["speaker"].strip()) or turn["time"] for turn in turns):
        return text
    ends = [*(turn.start() for turn in turns[1:]), len(text)]
    others = [text[turn.end() : end] for turn, end in zip(turns, ends, strict=True) if turn not in agents]
    return text[: turns[0].start()] + "".join(others) if others else text
