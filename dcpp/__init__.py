"""The practice-quality platform of a children's service's centre for professional practice."""
