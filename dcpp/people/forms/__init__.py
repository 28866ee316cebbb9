"""What we ask: to sign in, and about people, teams and files of people."""
