"""The XBlock `rights_map`: human rights cities on a map without borders, as a list and as a table, and through time."""
