"""Tests of feedback_api.keeping."""
