"""Tests of search_service.queries."""
