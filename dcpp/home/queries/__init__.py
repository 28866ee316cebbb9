"""Reads of every domain for two pages."""
