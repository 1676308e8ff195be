# ruff: noqa
# ends: no_figure
"""Files for the next script to find, of every kind of name."""

import os

for name in (
    "sitecustomize.py",
    "matplotlibrc",
    "numpy.py",
    ".hidden",
    "-rf",
    "a b",
    "x" * 254,
    "\udcff\n\x1b",
    ".gone-0",
):
    open(name, "w").write("raise SystemExit(9)")
    os.mkdir("d" + name[:200])
    open("d" + name[:200] + "/" + name, "w").write("x")
