"""Audits: one case file, looked at once, by one auditor who stands outside the worker's line.

A programme says what is audited, the draw says which cases and proves that the choice was fair,
and the audit says what the auditor saw, graded by section, with findings and actions.
"""
