"""Tests of feedback_api.personal."""
