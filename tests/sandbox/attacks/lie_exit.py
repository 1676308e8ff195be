# ruff: noqa
# ends: error no_figure wall_limit cpu_limit
"""Take away every way to end a process, so that the child falls back into the zygote's code."""

import os
import sys

os._exit = sys.exit = lambda *args: None
import codepercept.sandbox.guest as guest

guest.os._exit = lambda *args: None
guest.Session.end = lambda *args: None
