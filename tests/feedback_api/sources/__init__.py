"""Tests of feedback_api.sources."""
