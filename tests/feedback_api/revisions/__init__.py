"""Tests of feedback_api.revisions."""
