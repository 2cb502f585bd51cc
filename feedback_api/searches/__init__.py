"""Searches that readers made and hits that they opened: kept for a while, and learned from."""
