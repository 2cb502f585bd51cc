"""Turns that the workers of the service take: threads, chores that one of them does, deadlines and waits."""
