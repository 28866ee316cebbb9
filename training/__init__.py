"""Training: what courses there are, when they run, who comes, and what is kept of it.

A course says what is taught, for whom and by which rules it is booked; a session is one time that it runs, on one date
or several.
"""
