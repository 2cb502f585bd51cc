"""Recordings that have fallen behind their storyboard."""

from publishing.videos.recordings import is_stale, recorded_from

STORYBOARD = b"start: ''\nchapters: []\n"


def captions(note: str) -> bytes:
    """Write captions with *note* above them."""
    return f"WEBVTT\n\n{note}\n\n00:00.000 --> 00:01.000\nHello.\n".encode()


def test_a_recording_of_this_storyboard_is_current() -> None:
    """The note names the storyboard, whatever system wrote its line ends."""
    note = recorded_from(STORYBOARD)
    assert not is_stale(STORYBOARD, captions(note))
    assert not is_stale(STORYBOARD.replace(b"\n", b"\r\n"), captions(note))


def test_a_changed_storyboard_makes_a_recording_stale() -> None:
    """Another word is another storyboard; captions that name none are stale too."""
    assert is_stale(STORYBOARD + b"poster: 2\n", captions(recorded_from(STORYBOARD)))
    assert is_stale(STORYBOARD, captions("NOTE by hand"))
