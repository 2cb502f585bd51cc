"""Tests of search_service.answers."""
