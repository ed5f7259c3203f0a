"""Django with the preview's settings, set up before anything asks it for its models: import this first."""

import os
import warnings

import django

warnings.simplefilter("ignore")
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "preview.settings")
django.setup()
