#!/usr/bin/env python3
"""The door of `hrl`: ./hrl COMMAND ... with any Python 3. Makes the project's environment at the first call."""

from scripts import environment

environment.hand_over()
