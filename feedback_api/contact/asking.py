"""Taking a question: stored first, with its receipt, for every target that is to have it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, insert, select, update
from sqlalchemy.exc import IntegrityError

from feedback_api.contact.hours import hours_in_words
from feedback_api.contact.one_person import is_of_another_person
from feedback_api.contact.question import QuestionBody, receipt_of
from feedback_api.contact.settings import ContactSettings
from feedback_api.contact.tables import questions
from feedback_api.contact.throttle import let_in, may_have_copy
from feedback_api.contact.visit import visit_in_words
from feedback_api.mails.writing import language_of, write_mail
from feedback_api.outbox.messages import is_kept, queue_message
from feedback_api.outbox.settings import DeliverySettings
from feedback_api.personal.words import without_personal_words
from feedback_api.revisions.published import find_article, first_language
from feedback_api.sources.networks import Network, source_of
from publishing.errors import HelpCentreError
from publishing.translations import noted

MAX_GOAL_KEPT_CHARS = 500


class NobodyToAskError(HelpCentreError):
    """No target is set that a question could go to."""

    http_status = 404


@dataclass(frozen=True)
class Receipt:
    """What the customer is told: the number, whether it is new, and whether a copy is sent."""

    number: str
    created: bool
    copied: bool


@dataclass(frozen=True)
class Desk:
    """Where questions go, when they are answered, and where the site is, for links."""

    delivery: DeliverySettings
    contact: ContactSettings
    site_url: str
    shared: tuple[Network, ...] = ()

    def take(self, connection: Connection, question: QuestionBody, *, source: str | None, now: datetime) -> Receipt:
        """
        Store *question* and the messages that it becomes, all or nothing.

        Raises:
            NobodyToAskError: no target is set; nothing was kept.
            TooManyQuestionsError: the source has sent too many.

        """
        if not self.delivery.takes_questions:
            raise NobodyToAskError(
                noted("Questions are not taken here: nobody has set whom they go to."),
                noted("Operators set HELP_CENTRE_CONTACT_TO or HELP_CENTRE_CONTACT_WEBHOOK."),
            )
        key = question.identity
        number = receipt_of(key)
        created = _keep(connection, question, number, now)
        if created:
            let_in(connection, source, self.contact.contact_limit, question.lang or "en", now=now)
            counted = source_of(source, shared=self.shared, identity=str(key))
            _count_a_person_once(connection, question, number, counted, now)
            self._queue(connection, question, number, now)
        return Receipt(number, created, has_copy(connection, key))

    def _queue(self, connection: Connection, question: QuestionBody, number: str, now: datetime) -> None:
        """Queue what goes to whom: the team reads its own language, who asked the language of the page."""
        key, theirs, ours = question.identity, question.lang or "en", first_language(connection)
        said = {"receipt": number, "goal": question.goal, "name": question.name}
        done = self._visit(connection, question, ours)
        if self.delivery.contact_to:
            written = write_mail("question", ours, **said, visit=done, language=theirs)
            mail = {
                "reply_to": question.email,
                "reply_to_name": question.name,
                "subject": written.subject,
                "text": written.text,
                "lang": written.lang,
            }
            queue_message(connection, f"question {key} mail", "mail", "question", mail, now=now)
        if self.delivery.contact_webhook:
            entries = [entry.model_dump(exclude_defaults=True) for entry in question.visit]
            posted = {**said, "email": question.email, "lang": question.lang, "asked_at": now.isoformat()}
            content: dict[str, Any] = {**posted, "visit": entries, "visit_in_words": done}
            queue_message(connection, f"question {key} webhook", "webhook", "question", content, now=now)
        if self.delivery.mail_server and may_have_copy(connection, question.email, now=now):
            spoken = language_of(theirs)
            hours = hours_in_words(self.contact.hours, spoken, now=now)
            copy = write_mail("copy", spoken, **said, visit=self._visit(connection, question, spoken), hours=hours)
            mail = {"to": question.email, "subject": copy.subject, "text": copy.text, "lang": copy.lang}
            queue_message(connection, _copy_key(key), "mail", "copy", mail, now=now)

    def _visit(self, connection: Connection, question: QuestionBody, lang: str) -> list[str]:
        return visit_in_words(connection, question.visit, self.site_url, lang=lang, read_in=question.lang)


def has_copy(connection: Connection, key: UUID) -> bool:
    """Say whether a copy of the question with this identity was sent to who asked it, or is to be."""
    return is_kept(connection, _copy_key(key))


def _copy_key(key: UUID) -> str:
    return f"copy {key}"


def _keep(connection: Connection, question: QuestionBody, number: str, now: datetime) -> bool:
    """Remember that a question came, and after which article, not who asked; False when it had come before."""
    published = ((find_article(connection, article_id), revision) for article_id, revision in question.read)
    article, revision = next(((found, revision) for found, revision in published if found), (None, ""))
    values = {
        "receipt": number,
        "key": str(question.identity),
        "asked_at": now,
        "lang": question.lang or None,
        "goal": without_personal_words(question.goal)[:MAX_GOAL_KEPT_CHARS],
        "article_id": article.id if article else None,
        "revision": revision or (article.revision if article else None),
    }
    try:
        with connection.begin_nested():
            connection.execute(insert(questions).values(**values))
    except IntegrityError:
        if connection.execute(select(questions.c.key).where(questions.c.key == values["key"])).first() is None:
            raise  # two questions in a thousand milliards have one number
        return False
    return True


def _count_a_person_once(
    connection: Connection, question: QuestionBody, number: str, source: str | None, now: datetime
) -> None:
    """Set the question aside as evidence when whoever asks has asked after the same text before."""
    this = questions.c.receipt == number
    read = connection.execute(select(questions.c.article_id, questions.c.revision).where(this)).one()
    if read.article_id and not is_of_another_person(
        connection, read.article_id, read.revision or "", source=source, email=question.email, now=now
    ):
        connection.execute(update(questions).where(this).values(set_aside=True))
