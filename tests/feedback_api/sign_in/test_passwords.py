"""Passwords are kept as hashes, and checking one takes the same work whether or not it exists."""

import pytest

from feedback_api.sign_in.passwords import HASHER, NOBODYS_HASH, WeakPasswordError, hash_password, is_password

PASSWORD = "correct horse battery staple"


def test_only_the_password_fits() -> None:
    """The hash is of Argon2id, another each time, and fits nothing else."""
    kept = hash_password(PASSWORD)
    assert kept.startswith("$argon2id$")
    assert kept != hash_password(PASSWORD)
    assert is_password(kept, PASSWORD)
    assert not is_password(kept, PASSWORD + " ")


def test_nobodys_hash_costs_as_much() -> None:
    """The hash that is checked for unknown accounts was made like all others."""
    assert not HASHER.check_needs_rehash(NOBODYS_HASH)
    assert not HASHER.check_needs_rehash(hash_password(PASSWORD))


def test_keyboards_do_not_matter() -> None:
    """A letter with its accent fits the same letter and accent typed as two."""
    assert is_password(hash_password("caf\u00e9 caf\u00e9 caf\u00e9"), "cafe\u0301 cafe\u0301 cafe\u0301")


@pytest.mark.parametrize("kept", [None, "", "no hash at all"])
def test_without_a_hash_nothing_fits(kept: str | None) -> None:
    """An account without a password, or with a damaged one, lets nobody in."""
    assert not is_password(kept, PASSWORD)
    assert not is_password(kept, "")


@pytest.mark.parametrize("password", ["", "eleven char", "x" * 257])
def test_too_short_and_too_long_are_refused(password: str) -> None:
    """A password has 12 to 256 characters."""
    with pytest.raises(WeakPasswordError, match="12 to 256"):
        hash_password(password)
