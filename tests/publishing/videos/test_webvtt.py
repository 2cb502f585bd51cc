"""WebVTT, read strictly."""

import pytest

from publishing.videos.webvtt import Cue, WebVTTError, read_cues

FINE = """\
WEBVTT - Find an answer

NOTE
Not said aloud --> at all

STYLE
::cue { color: white }

1
00:00.500 --> 00:02.000
You are in a <i>hurry</i>,
and it is late.

01:00:05.250 --> 01:00:08.000 align:start position:10%
<v Anna>Press &lt;Enter&gt; &amp; wait.
"""


def test_cues_have_times_in_milliseconds_and_plain_text() -> None:
    """Tags and entities are resolved, notes, styles and settings are left out, lines are joined."""
    assert read_cues(FINE.encode(), "a.vtt") == (
        Cue(500, 2000, "You are in a hurry, and it is late.", 10),
        Cue(3_605_250, 3_608_000, "Press <Enter> & wait.", 14),
    )


@pytest.mark.parametrize("line_end", ["\r\n", "\r"])
def test_every_line_end_and_a_byte_order_mark_are_read(line_end: str) -> None:
    """A file of any editor gives the same cues on the same lines."""
    assert read_cues(b"\xef\xbb\xbf" + FINE.replace("\n", line_end).encode(), "a.vtt") == read_cues(FINE.encode(), "a")


def test_a_cue_is_named_by_the_second_it_starts_in() -> None:
    """Links and search results name whole seconds."""
    assert Cue(83_999, 85_000, "x", 1).second == 83


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("", "a.vtt:1: the first line is not 'WEBVTT'"),
        ("WEBVTTX\n", "a.vtt:1: the first line is not 'WEBVTT'"),
        ("1\n00:00:00,000 --> 00:00:01,000\nx", "a.vtt:1: the first line is not 'WEBVTT'"),
        ("WEBVTT\n", "a.vtt:1: there is no cue"),
        ("WEBVTT\n\nHello\n", "a.vtt:3: the cue has no times"),
        ("WEBVTT\n\n\n00:01.000 --> 2\nx\n", "a.vtt:4: the times cannot be read"),
        ("WEBVTT\n\n1\n00:01,000 --> 00:02,000\nx\n", "a.vtt:4: the times cannot be read"),
        ("WEBVTT\n\n00:61.000 --> 00:62.000\nx\n", "a.vtt:3: the times cannot be read"),
        ("WEBVTT\n\n00:02.000 --> 00:02.000\nx\n", "a.vtt:3: the cue ends before it starts"),
        ("WEBVTT\n\n00:01.000 --> 00:02.000\n", "a.vtt:3: the cue has no words"),
        ("WEBVTT\n\n00:01.000 --> 00:02.000\n<i> </i>\n", "a.vtt:3: the cue has no words"),
        ("WEBVTT\n\n00:01.000 --> 00:02.000\nx\n00:03.000 --> 00:04.000\ny\n", "a.vtt:3: the cue runs into the next"),
        (
            "WEBVTT\n\n00:01.000 --> 00:03.000\nx\n\n00:02.000 --> 00:04.000\ny\n",
            "a.vtt:6: the cue starts before the one above it ends",
        ),
        (
            "WEBVTT\n\n00:05.000 --> 00:06.000\nx\n\n00:01.000 --> 00:02.000\ny\n",
            "a.vtt:6: the cue starts before the one above it ends",
        ),
    ],
)
def test_what_players_reject_is_named_with_file_and_line(content: str, message: str) -> None:
    """A writer is led to the line that is wrong, and told what to do there."""
    with pytest.raises(WebVTTError) as caught:
        read_cues(content.encode(), "a.vtt")

    assert caught.value.message.startswith(message)
    assert caught.value.hint


def test_another_encoding_is_named_with_its_line() -> None:
    """Captions saved as Latin-1 are refused, since players would show wrong letters."""
    with pytest.raises(WebVTTError, match=r"a\.vtt:4: the file is not UTF-8"):
        read_cues("WEBVTT\n\n00:01.000 --> 00:02.000\nGröße\n".encode("latin-1"), "a.vtt")
