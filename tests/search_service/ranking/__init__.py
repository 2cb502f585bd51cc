"""Tests of search_service.ranking."""
