"""Tests of feedback_api.searches."""
