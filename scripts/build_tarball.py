#!/usr/bin/env python3
"""Check the course and pack it for Studio's import: `hrl build`, with any Python 3."""

import environment

environment.hand_over("build")
