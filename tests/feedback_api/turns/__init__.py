"""Tests of feedback_api.turns."""
