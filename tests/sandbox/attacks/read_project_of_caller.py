# ruff: noqa
# ends: no_figure
"""The caller's own project, which is on its `sys.path`."""

import sys

WORLD = {}  # the test fills it in

try:
    print("ATTACK SUCCEEDED:", open(WORLD["project"] + "/caller_project.py").read())
except OSError as error:
    print(error)
sys.path.insert(0, WORLD["project"])
try:
    import caller_project

    print("ATTACK SUCCEEDED:", caller_project.KEY)
except ImportError as error:
    print(error)
