# ruff: noqa
# ends: error
"""Leave with the number that means: the sandbox could not start."""

import os

os._exit(121)
