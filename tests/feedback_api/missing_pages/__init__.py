"""Tests of feedback_api.missing_pages.reports."""
