"""Mails: the words of those that the service writes by itself, and addresses that mail can be sent to."""
