"""Mails that the service writes by itself, and their words."""
