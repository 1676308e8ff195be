# ruff: noqa
# ends: output_limit
"""Folders in folders, deeper than any path can be long and any recursion goes."""

import os

for _ in range(200000):
    os.mkdir("d")
    os.chdir("d")
open("x", "w")
print("ATTACK SUCCEEDED: 200000 levels")
