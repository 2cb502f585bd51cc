"""Tests of feedback_api.web."""
