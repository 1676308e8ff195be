# ruff: noqa
# ends: output_limit
"""Endless output."""

import os

while True:
    os.write(1, b"x" * 65536)
