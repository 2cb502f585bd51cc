"""Tests of feedback_api.playback.reports."""
