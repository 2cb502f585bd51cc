"""Whom an address stands for, and how often it did one thing, told by what identifies nobody."""
