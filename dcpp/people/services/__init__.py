"""Everything that changes people, their roles, their places and how they sign in."""
