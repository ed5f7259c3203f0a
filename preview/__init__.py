"""A local course player.

It shows an OLX course on the platform's own extracted blocks, without a platform.
"""
