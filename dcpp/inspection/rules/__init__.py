"""What is decided without a database: which figures a month has, what they say, and what they cannot say."""
