"""Searches that leave people without an answer: counted, gathered into causes, weighed and sorted by people."""
