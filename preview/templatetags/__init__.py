"""Template filters of the preview."""
