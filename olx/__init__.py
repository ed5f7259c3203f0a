"""OLX, and nothing of ours: which names may be written where, and writing that leaves all or nothing."""
