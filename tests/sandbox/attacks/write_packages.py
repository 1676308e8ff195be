# ruff: noqa
# ends: no_figure
"""Leave something in the installed packages for the next script to import."""

import os

import matplotlib
import numpy

import codepercept

for module in (os, matplotlib, numpy, codepercept):
    folder = os.path.dirname(module.__file__)
    for action in (
        lambda: open(module.__file__, "r+"),
        lambda: open(folder + "/codepercept_attack.py", "w"),
        lambda: os.mkdir(folder + "/codepercept_attack"),
    ):
        try:
            action()
            print("ATTACK SUCCEEDED:", folder)
        except OSError as error:
            print(error)
