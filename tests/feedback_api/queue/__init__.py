"""Tests of feedback_api.queue."""
