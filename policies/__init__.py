"""Policies: what the Centre asks of practice, and when it was last reviewed. Its rooms come with its own issue."""
