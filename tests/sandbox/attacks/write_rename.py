# ruff: noqa
# ends: no_figure
"""Move files in, out, over others, and the scratch folder away."""

import os

WORLD = {}  # the test fills it in

open("inside", "w").write("x")
for action in (
    lambda: os.rename(WORLD["victim"], "stolen"),
    lambda: os.replace("inside", WORLD["victim"]),
    lambda: os.rename("inside", WORLD["out"] + "/moved"),
    lambda: os.rename(WORLD["victim"], WORLD["victim"] + "2"),
    lambda: os.rename(os.getcwd(), WORLD["out"] + "/folder"),
    lambda: os.rmdir(os.getcwd()),
):
    try:
        action()
        print("ATTACK SUCCEEDED: moved")
    except OSError as error:
        print(error)
