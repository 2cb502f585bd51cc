"""Videos of a few bytes: whole as far as their parts tell, with nothing to see in them."""

from __future__ import annotations

import struct


def element(identity: str, content: bytes) -> bytes:
    """Write a Matroska element with a size of eight bytes."""
    return bytes.fromhex(identity) + (1 << 56 | len(content)).to_bytes(8, "big") + content


def track(codec: bytes = b"V_VP9", kind: int = 1, size: tuple[int, int] = (640, 360)) -> bytes:
    """Write the table of a WebM file that has one track."""
    width, height = (value.to_bytes(2, "big") for value in size)
    told = (
        element("83", bytes([kind]))
        + element("86", codec)
        + element("E0", element("B0", width) + element("BA", height))
    )
    return element("1654AE6B", element("AE", told))


def webm(
    seconds: float | None = None, *, scale_ns: int = 1_000_000, pictures: bytes = b"pictures", tracks: bytes = track()
) -> bytes:
    """Write a WebM file that says how long it is."""
    info = element("2AD7B1", scale_ns.to_bytes(4, "big"))
    if seconds is not None:
        info += element("4489", struct.pack(">d", seconds * 1e9 / scale_ns))
    parts = element("114D9B74", b"seek") + element("1549A966", info) + tracks + element("1F43B675", pictures)
    return element("1A45DFA3", b"") + element("18538067", parts)


def live_webm(pictures: bytes = b"pictures") -> bytes:
    """Write a WebM file as a browser records it: segment and cluster tell no size."""
    return (
        element("1A45DFA3", b"")
        + bytes.fromhex("1853806701FFFFFFFFFFFFFF")
        + track()
        + bytes.fromhex("1F43B67501FFFFFFFFFFFFFF")
        + pictures
    )


def box(name: bytes, content: bytes) -> bytes:
    """Write an MP4 box."""
    return struct.pack(">I4s", 8 + len(content), name) + content


def trak(
    codec: bytes = b"avc1", kind: bytes = b"vide", size: tuple[int, int] = (640, 360), *, turned: bool = False
) -> bytes:
    """Write a track of an MP4 file; *turned* as by a phone that was held upright."""
    matrix = (0, 1 << 16, 0, -1 << 16, 0, 0, 0, 0, 1 << 30) if turned else (1 << 16, 0, 0, 0, 1 << 16, 0, 0, 0, 1 << 30)
    head = box(b"tkhd", struct.pack(">40x9i2I", *matrix, size[0] << 16, size[1] << 16))
    entry = box(b"stsd", struct.pack(">II", 0, 1) + box(codec, bytes(70)))
    handler = box(b"hdlr", bytes(8) + kind + bytes(12))
    return box(b"trak", head + box(b"mdia", handler + box(b"minf", box(b"stbl", entry))))


def mp4(seconds: float, *, version: int = 0, junk: bytes = b"", tracks: bytes = trak()) -> bytes:
    """Write an MP4 file that says how long it is."""
    layout = ">16xIQ" if version else ">8xII"
    head = bytes([version, 0, 0, 0]) + struct.pack(layout, 600, round(seconds * 600))
    return box(b"ftyp", junk) + box(b"moov", box(b"mvhd", head) + tracks) + box(b"mdat", b"pictures")
