"""Readiness for inspection: what the Centre knows about practice, frozen each month and told with what is missing.

Upstairs: reads every domain's queries, rules and events, and writes only its own tables.
"""
