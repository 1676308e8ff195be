# ruff: noqa
# ends: no_figure
"""Import from the repository's tests."""

import sys

WORLD = {}  # the test fills it in

sys.path.insert(0, WORLD["repository"] + "/tests/sandbox")
try:
    import test_attacks

    print("ATTACK SUCCEEDED:", test_attacks.__file__)
except ImportError as error:
    print(error)
