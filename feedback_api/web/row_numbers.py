"""Numbers of rows in addresses."""

from __future__ import annotations

from werkzeug.routing import IntegerConverter, Map

MAX_ROW_NUMBER = 2**31 - 1


class RowNumber(IntegerConverter):
    """A number that a row of the database can have; what is above all of them is not found."""

    def __init__(self, url_map: Map) -> None:
        super().__init__(url_map, max=MAX_ROW_NUMBER)
