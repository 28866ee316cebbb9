"""The council's child-level lists (Annex A): brought in as a snapshot as at a day, checked, and drawn on for samples.

What is kept of a child is a case reference, an age in years, gender, ethnicity, disability, status, team, worker and
the dates that samples and checks of visits need. Never a name, never a date of birth.
"""
