# ruff: noqa
# ends: no_figure
"""Caches that the next script might read."""

import os

import matplotlib

WORLD = {}  # the test fills it in

for folder in (
    matplotlib.get_cachedir(),
    matplotlib.get_configdir(),
    os.path.expanduser("~"),
    WORLD["home"] + "/.cache",
):
    try:
        open(folder + "/codepercept-attack", "w")
        print("ATTACK SUCCEEDED:", folder)
    except OSError as error:
        print(error)
