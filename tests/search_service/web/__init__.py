"""Tests of search_service.web."""
