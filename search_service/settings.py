"""What the search service is told by its environment."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from publishing.settings import setting, yes_or_no

DEFAULT_SITE = Path("site")
EXPERIENCE_FILE = "experience.json"


@dataclass(frozen=True)
class SearchSettings:
    """Where the catalogue, the index and the built site are."""

    catalogue: str | None = setting(
        None, "path or URL of catalogue.json, plain or gzip; else catalogue.json of the site"
    )
    index: Path = setting(
        Path(".help-centre/index"), "folder of the search index, which only the service may write", Path
    )
    site: Path | None = setting(
        None, "folder of the built site; with a catalogue and no site the service answers the API alone", Path
    )
    learning: bool = setting(
        True,
        "no, to rank by the content alone; else articles that others opened and found helpful come a little higher "
        "for the same words, and these words are offered while others type",
        yes_or_no,
    )

    @property
    def experience(self) -> Path | None:
        """The file of what earlier searches taught, None when nothing is to be learned."""
        return self.index / EXPERIENCE_FILE if self.learning else None

    @property
    def site_folder(self) -> Path | None:
        """The built site to serve, or None when the service answers the API alone."""
        return self.site if self.site or self.catalogue else DEFAULT_SITE

    @property
    def catalogue_source(self) -> str:
        """The path or URL that the catalogue is read from."""
        return self.catalogue or str((self.site_folder or DEFAULT_SITE) / "catalogue.json")
