"""What the running service delivers with: the settings, and the targets that they name."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Flask, current_app

from feedback_api.outbox.settings import DeliverySettings
from feedback_api.outbox.targets import Targets, chosen_targets

EXTENSION = "help-centre-delivery"


@dataclass(frozen=True)
class Delivery:
    """The settings and the targets of one running service."""

    settings: DeliverySettings
    targets: Targets


def init_app(app: Flask, settings: DeliverySettings) -> None:
    """
    Let *app* deliver as *settings* say.

    Raises:
        SettingError: something is missing or cannot be understood.

    """
    app.extensions[EXTENSION] = Delivery(settings, chosen_targets(settings))


def current_delivery() -> Delivery:
    """Give what the service that answers the current request delivers with."""
    delivery: Delivery = current_app.extensions[EXTENSION]
    return delivery
