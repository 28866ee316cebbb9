"""Where everybody begins: their own work by date, and for leads the practice overview.

Upstairs, above inspection, whose figures the overview shows as they stand today. Reads only.
"""
