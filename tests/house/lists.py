"""The lists of the platform: endpoint → the capability that opens it, and how to make so many rows."""

LISTS = {}
