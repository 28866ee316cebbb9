"""Decisions of the audit domain in plain Python: no web, no database."""
