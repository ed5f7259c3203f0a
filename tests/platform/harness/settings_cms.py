"""Settings of the Studio process: the platform's test settings, with the stand-in for MongoDB."""

# ruff: noqa: E402, F403, F405
from harness import mongo_stand_in

mongo_stand_in.install()

from cms.envs.test import *

from harness.settings_common import adapt

adapt(globals())
