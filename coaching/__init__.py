"""Coaching: time with a coach that answers a need. This domain has its place; its rooms come with its own issue."""
