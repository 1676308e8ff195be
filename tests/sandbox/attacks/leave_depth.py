# ruff: noqa
# ends: no_figure error output_limit
"""A tree just as deep as allowed for a moment, to be removed."""

import os

for _ in range(1500):
    os.mkdir("d")
    open("f", "w").close()
    os.mkdir("e")
    os.chdir("d")
