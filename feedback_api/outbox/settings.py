"""What the environment says about the mail and the webhook that messages leave by."""

from __future__ import annotations

from dataclasses import dataclass

from feedback_api.mails.addresses import address
from publishing.settings import setting, yes_or_no


def _addresses(text: str) -> tuple[str, ...]:
    found = tuple(part.strip() for part in text.split(",") if part.strip())
    for part in found:
        address(part)
    return found


@dataclass(frozen=True)
class DeliverySettings:
    """How messages leave: by mail, by webhook, by both, or not at all."""

    mail_server: str = setting(
        "",
        "mail server: smtps://HOST, or smtp://HOST, which must offer STARTTLS unless it is this machine; "
        "empty for no mail",
    )
    mail_user: str = setting("", "user name at the mail server")
    mail_password: str = setting("", "password at the mail server; sent over TLS alone")
    mail_from: str = setting("", "sender of every mail, such as Help <help@example.com>")
    mail_plain: bool = setting(False, "yes, when a mail server in your own network has no TLS", yes_or_no)
    contact_to: str = setting("", "address that questions to a person are mailed to; empty for no mail of questions")
    contact_webhook: str = setting(
        "", "address that questions to a person are posted to, signed; empty for no webhook of questions"
    )
    contact_webhook_secret: str = setting("", "secret that the webhook of questions is signed with (whsec_...)")
    contact_webhook_private: bool = setting(
        False, "yes, when the webhook of questions has a private address or no HTTPS; else neither is asked", yes_or_no
    )
    week_to: tuple[str, ...] = setting(
        (),
        "addresses, between commas, that get the week's page by mail after each week; empty for nobody",
        _addresses,
    )

    @property
    def takes_questions(self) -> bool:
        """Whether a question to a person would reach anybody."""
        return bool(self.contact_to or self.contact_webhook)
