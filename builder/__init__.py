"""Read a course's OLX, check it against the rules of the platform and of the house, and pack it."""
