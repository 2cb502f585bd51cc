"""Tests of feedback_api.ratings.rating."""
