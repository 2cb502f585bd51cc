"""Tests of search_service.checks."""
