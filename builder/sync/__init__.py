"""Bring a Studio export home: change only what changed, in the course's own names and layout."""
