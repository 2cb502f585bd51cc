"""Tests of feedback_api.work_items.life."""
