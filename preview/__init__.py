"""A local course player: it shows an OLX course on the platform's own extracted blocks, without a platform."""
