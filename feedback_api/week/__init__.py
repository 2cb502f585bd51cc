"""The week in one page: what people did not find, what failed them, what was repaired, and how long that took."""
