"""Settings of the LMS process: the platform's test settings, with the stand-in for MongoDB."""

from harness import mongo_stand_in

mongo_stand_in.install()

from lms.envs.test import *

from harness.settings_common import adapt

adapt(globals())
