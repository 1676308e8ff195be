# ruff: noqa
# ends: blocked
"""Out of an allowed folder by way of `..`, and by changing the working folder."""

import os
import sys

WORLD = {}  # the test fills it in

up = os.path.dirname(os.__file__) + "/.." * 12
try:
    print("ATTACK SUCCEEDED:", open(up + WORLD["secret_file"]).read())
except OSError as error:
    print(error)
os.chdir(os.path.dirname(WORLD["secret_file"]))
print("ATTACK SUCCEEDED:", open(os.path.basename(WORLD["secret_file"])).read())
