"""Tests of search_service.commands."""
