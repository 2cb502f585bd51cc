"""Tests of search_service.words."""
