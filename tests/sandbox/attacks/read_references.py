# ruff: noqa
# ends: no_figure
"""The folder in which the caller keeps reference pictures and code."""

import os

WORLD = {}  # the test fills it in

found = [name for _, _, names in os.walk(os.path.dirname(WORLD["reference"])) for name in names]
try:
    found.append(open(WORLD["reference"]).read())
except OSError as error:
    print(error)
if found:
    print("ATTACK SUCCEEDED:", found)
