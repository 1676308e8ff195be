# ruff: noqa
# ends: error
"""Crash."""

import os

os.abort()
