"""Tests of feedback_api.receivers."""
