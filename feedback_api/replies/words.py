"""What the scripts of staff say, in the language of who works here."""

from __future__ import annotations

from publishing.translations import said


def script_words(lang: str) -> dict[str, str]:
    """Name each sentence that the reply page and the bar on articles say; ``{title}`` and the like are filled in."""
    return {
        "full": said("Supported", lang),
        "best-effort": said("Best effort", lang),
        "none": said("Not supported", lang),
        "unknown": said("No level of support", lang),
        "guide": said("Guide", lang),
        "video": said("Video", lang),
        "page": said("Page", lang),
        "nothing": said("No article fits.", lang),
        "foreign": said("No article is in the language of this message; these are the nearest.", lang),
        "searching": said("Searching. What is found first will be copied.", lang),
        "place": said("{place} of {all}: {title}", lang),
        "copied": said("Copied: {title}", lang),
        "flagged": said("Flagged: {title}", lang),
        "kept": said("Kept for the writers: {questions}", lang),
        "no_copy": said("The browser does not let this page copy.", lang),
        "copy_yourself": said("The text for the reply stands marked: copy it from there, with Ctrl+C.", lang),
        "no_answer": said("There is no answer to flag: paste a message or type words first.", lang),
        "too_long": said(
            "This is too long, and nothing was sent. Paste the customer\u2019s last message alone, at most {max} "
            "characters.",
            lang,
        ),
        "signed_out": said("You are signed out. Sign in again in another tab; what you wrote stays here.", lang),
        "unreachable": said(
            "The help centre cannot be reached. What you wrote stays here; try again in a moment.", lang
        ),
        "copy": said("Copy for a reply", lang),
        "flag": said("Flag", lang),
        "reply_page": said("Reply page", lang),
        "staff": said("Staff", lang),
        "what_is_wrong": said("What is wrong with it?", lang),
        "at_once": said("One key or button flags it at once; no words are needed.", lang),
        "wrong": said("It is wrong", lang),
        "outdated": said("It is outdated", lang),
        "missing": said("Something is missing", lang),
        "customers_words": said("The customer\u2019s words, if they help", lang),
        "taken_out": said(
            "E-mail addresses, streets, dates of birth, numbers of phones, cards, accounts, passports, customers and "
            "orders, and names in greetings and sign-offs or after \u201cmy name is\u201d are taken out where their "
            "form tells them. Other names within sentences stay: leave them out, and passwords, and what else tells "
            "who the customer is.",
            lang,
        ),
        "cancel": said("Cancel", lang),
    }
