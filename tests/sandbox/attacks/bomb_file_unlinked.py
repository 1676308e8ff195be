# ruff: noqa
# ends: output_limit error
"""Deleted files that stay open: no folder shows their size."""

import os
import time

held = []
for number in range(50):
    held.append(open("gone", "wb"))
    os.unlink("gone")
    for _ in range(6):
        held[-1].write(bytes(10**7))
    held[-1].flush()
time.sleep(0.5)
print("ATTACK SUCCEEDED: 3 GB that nobody sees")
