"""Writes of the inspection storey: asking for reports, and making their files from a snapshot."""
