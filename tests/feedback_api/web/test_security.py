"""The content security policy of a page."""

import base64
import hashlib

from feedback_api.web.security import content_security_policy
from publishing.articles.meta import site_tags

SCRIPT = b"let palette = 1"


def script_source(html: bytes) -> str:
    """Give the part of the policy that is about scripts."""
    policy = content_security_policy(html)
    return next(part for part in policy.split("; ") if part.startswith("script-src"))


def test_an_inline_script_is_named_by_its_hash() -> None:
    """The hash is that of the text between the tags, byte by byte."""
    digest = base64.b64encode(hashlib.sha256(SCRIPT).digest()).decode()
    assert script_source(b'<script type="module">' + SCRIPT + b"</script>") == f"script-src 'self' 'sha256-{digest}'"


def test_a_script_with_a_source_needs_no_hash() -> None:
    """Files of the site are allowed as such."""
    assert script_source(b'<script defer src="a.js"></script>') == "script-src 'self'"


def test_the_same_script_is_named_once() -> None:
    """A script that stands twice in the page does not lengthen the policy."""
    assert script_source((b"<script>" + SCRIPT + b"</script>") * 2).count("sha256") == 1


def test_a_page_of_a_site_with_hosted_videos_lets_in_the_players_of_its_hosts_alone() -> None:
    """Other sites let no frame of another origin in; a name that only begins like a host's is no host's."""
    page = site_tags("", ["vimeo", "elsewhere"]).encode()
    assert content_security_policy(page).endswith("; frame-src https://player.vimeo.com")
    assert "frame-src" not in content_security_policy(page.replace(b"vimeo.com", b"vimeo.com.example.org"))
    assert "frame-src" not in content_security_policy(site_tags("").encode())


def test_a_page_of_the_site_loads_from_the_origins_that_its_owner_named_and_no_others() -> None:
    """Fonts, scripts, pictures and frames alike; nothing inline is let in by it, and no plugin."""
    named = content_security_policy(b"<script>let a</script>", ["https://fonts.example.com"])
    parts = {name: rest.split() for name, _, rest in (part.partition(" ") for part in named.split("; "))}
    open_to = {name for name, sources in parts.items() if "https://fonts.example.com" in sources}
    assert open_to == {
        *("default-src", "script-src", "style-src", "img-src", "font-src", "media-src", "frame-src"),
    }
    assert "'unsafe-inline'" not in parts["script-src"]
    assert "https:" not in content_security_policy(b"")
