"""Tests of search_service.index."""
