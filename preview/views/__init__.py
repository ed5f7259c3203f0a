"""The pages and endpoints of the preview, one module for each kind."""
