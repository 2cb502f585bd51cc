"""Plays of videos: what players report, and the rough moments that it tells."""
