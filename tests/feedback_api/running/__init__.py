"""Tests of feedback_api.running."""
