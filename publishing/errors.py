"""The one error that people are meant to read."""


class HelpCentreError(Exception):
    """
    Something is wrong that a person can put right.

    ``message`` is one sentence that says what and where; ``hint`` is one sentence that says what to do.
    The command line prints both and exits with ``exit_status``; the HTTP services answer with ``http_status``.
    """

    exit_status = 2
    http_status = 400

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
