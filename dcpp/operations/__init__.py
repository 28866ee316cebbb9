"""Looking after the platform: its jobs, its mail, and the trail of who did what."""
