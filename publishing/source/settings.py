"""What the content rules are told by their environment."""

from __future__ import annotations

from dataclasses import dataclass

from publishing.settings import setting


def _positive(text: str) -> float:
    number = float(text)
    if not 0 < number < float("inf"):
        raise ValueError("is not above zero")
    return number


@dataclass(frozen=True)
class ContentSettings:
    """How large the files of a page may be, in megabytes of a million bytes."""

    max_image_mb: float = setting(1.0, "megabytes that a picture may have before the content check finds it", _positive)
    max_video_mb: float = setting(50.0, "megabytes that a video may have before the content check finds it", _positive)
