"""Tests of feedback_api.mails."""
