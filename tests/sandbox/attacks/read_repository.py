# ruff: noqa
# ends: no_figure
"""Tests and settings of the repository this package is developed in."""

import os

WORLD = {}  # the test fills it in

for path in ("pyproject.toml", "tests/conftest.py", "tests/sandbox/test_attacks.py", "README.md"):
    try:
        print("ATTACK SUCCEEDED:", len(open(os.path.join(WORLD["repository"], path)).read()))
    except OSError as error:
        print(error)
try:
    print("ATTACK SUCCEEDED:", os.listdir(WORLD["repository"] + "/tests"))
except OSError as error:
    print(error)
