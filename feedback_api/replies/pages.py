"""The reply page: from a customer's message to a link in the reply; small enough for a side panel."""

from __future__ import annotations

from urllib.parse import quote
from uuid import uuid4

from flask import Blueprint, Response, redirect, render_template, request, url_for

from feedback_api.replies.flags import FLAG_LABELS, FlagBody, MissingAnswerBody
from feedback_api.replies.http import answers_to, keep_flag, keep_questions
from feedback_api.replies.message import MAX_MESSAGE_CHARS
from feedback_api.replies.reply import Answer, ReplyBody
from feedback_api.replies.words import script_words
from feedback_api.sign_in.access import keep_private, require_staff
from search_service.web.errors import FieldError, parse
from search_service.web.spoken import page_language, t

# The marked words travel behind the hash sign, which browsers send to nobody.
BOOKMARKLET = (
    "(()=>{{const a=document.activeElement,"
    "t=(a&&a.value!==undefined&&a.selectionStart!==undefined?a.value.slice(a.selectionStart,a.selectionEnd):'')"
    "||String(getSelection());"
    # Half a character at the end cannot be encoded.
    "open({address}+'#'+encodeURIComponent(t.slice(0,20000).replace(/[\\ud800-\\udbff]$/,'')),"
    "'help-centre-reply','width=440,height=780')?.focus()}})()"
)

# Whoever pastes a megabyte gets the page back with its beginning.
MAX_PASTED_BYTES = 4 * 1024 * 1024

blueprint = Blueprint("reply", __name__, url_prefix="/staff/reply", template_folder="templates")
blueprint.after_request(keep_private)


@blueprint.url_value_preprocessor
def take_what_is_pasted(_endpoint: str | None, _values: object) -> None:
    """Take a message that is far too long, to answer where it was pasted; said before anything reads the form."""
    request.max_content_length = request.max_form_memory_size = MAX_PASTED_BYTES


blueprint.before_request(require_staff)


@blueprint.get("/")
def ask() -> str:
    """Ask for the customer's message."""
    return _page("")


@blueprint.post("/")
def answer() -> str | tuple[str, int]:
    """
    Show what answers the message, without scripts; one that is too long is answered by its beginning.

    :raise 413: the message is larger than ``MAX_PASTED_BYTES``.
    :raise 422: the message is too long.
    """
    fields = request.form.to_dict()
    message = fields.get("message", "")
    # A browser counts one character a line end and sends two.
    chars = len(message.replace("\r\n", "\n"))
    body = parse(ReplyBody, {**fields, "message": message.replace("\r\n", "\n")[:MAX_MESSAGE_CHARS]})
    found = answers_to(body)
    answers = found.answers
    if chars <= MAX_MESSAGE_CHARS:
        said = script_words(page_language())["foreign"] if found.foreign and answers else ""
        return _page(body.message, said=said, answers=answers)
    said = t(
        "A message has at most {max} characters; this one has {chars}. Its first {max} were used.",
        max=f"{MAX_MESSAGE_CHARS:,}",
        chars=f"{chars:,}",
    )
    return _page(body.message, said=said, answers=answers), 422


@blueprint.get("/flag")
@blueprint.get("/no-article")
def go_back() -> Response:
    """Lead who opens the address of what was sent, or loads it again, to the page that it was sent from."""
    response = redirect(url_for("reply.ask"), code=303)
    assert isinstance(response, Response)
    return response


@blueprint.post("/flag")
def flag() -> str:
    """
    Flag an article, without scripts.

    :raise 404: no such article.
    :raise 422: a field is missing or wrong.
    """
    sent = request.form.to_dict()
    message = sent.pop("message", "")
    body = parse(FlagBody, sent)
    return _page(message, said=t("Flagged: {title}", title=keep_flag(body).title), answers=_answers(message))


@blueprint.post("/no-article")
def no_article() -> str | tuple[str, int]:
    """
    Keep a question that no article answers, without scripts.

    :raise 422: nothing was asked.
    """
    sent = request.form.to_dict()
    key = sent.pop("key", None)
    message = parse(ReplyBody, sent).message
    asked = parse(MissingAnswerBody, {"question": message, "key": key})
    try:
        kept = keep_questions(asked)
    except FieldError as error:
        return _page(
            message, said=" ".join(error.in_language(page_language())), answers=_answers(message)
        ), error.http_status
    said = t("Kept for the writers: {questions}", questions=" · ".join(kept))
    return _page(message, said=said, answers=_answers(message))


def _answers(message: str) -> list[Answer]:
    return answers_to(ReplyBody(message=message[:MAX_MESSAGE_CHARS])).answers


def _page(message: str, **found: object) -> str:
    address = url_for("reply.ask", _external=True)
    script = BOOKMARKLET.format(address=f"'{address}'")
    return render_template(
        "replies/reply.html",
        message=message,
        max_chars=MAX_MESSAGE_CHARS,
        words=script_words(page_language()),
        flag_labels=FLAG_LABELS,
        new_key=uuid4,
        bookmarklet=f"javascript:{quote(script, safe='')}",
        **found,
    )
