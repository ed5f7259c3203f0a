"""The XBlock `practice_explorer`: find what other cities did, keep what fits, say how it would work here."""
