"""What each subject tells: numbers counted by the database, put into figures by the rules."""
