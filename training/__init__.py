"""Training: courses, bookings and records. This domain has its place; its rooms come with its own issue."""
