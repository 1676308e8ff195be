# ruff: noqa
# ends: error
"""Leave without a word."""

import os

os._exit(0)
