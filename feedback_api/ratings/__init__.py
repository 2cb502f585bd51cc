"""Ratings: taken, counted, weighed, and set aside when they come in floods."""
