"""The one error that people are meant to read."""

from publishing.translations import said_or


class HelpCentreError(Exception):
    """
    Something is wrong that a person can put right.

    ``message`` is one sentence that says what and where; ``hint`` is one sentence that says what to do.
    What is different each time stands in {braces} and is filled in by *values*, so that catalogues know the sentence.
    The command line prints both and exits with ``exit_status``; the HTTP services answer with ``http_status``.
    """

    exit_status = 2
    http_status = 400

    def __init__(self, message: str, hint: str = "", **values: object) -> None:
        self.patterns = (message, hint)
        self.values = values
        self.message, self.hint = (text.format(**values) if values else text for text in self.patterns)
        super().__init__(self.message)

    def in_language(self, lang: str, otherwise: tuple[str, str] | None = None) -> tuple[str, str]:
        """Give message and hint in *lang*; each that nobody has translated as it is, or what is said *otherwise*."""
        fallback = otherwise or self.patterns
        message, hint = (said_or(text, other, lang) for text, other in zip(self.patterns, fallback, strict=True))
        return (message.format(**self.values), hint.format(**self.values)) if self.values else (message, hint)
