# ruff: noqa
# ends: output_limit error
"""Files that never had a name (O_TMPFILE)."""

import os
import time

open("x", "w")
for number in range(50):
    fd = os.open(".", os.O_TMPFILE | os.O_RDWR)
    for _ in range(6):
        os.write(fd, bytes(10**7))
time.sleep(0.5)
print("ATTACK SUCCEEDED: 3 GB that nobody sees")
