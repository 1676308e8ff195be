# ruff: noqa
# ends: output_limit error
"""Files in a folder that can be written but not listed."""

import os
import time

os.mkdir("hidden", 0o300)
for number in range(30):
    open(f"hidden/{number}", "wb").write(bytes(10**7))
time.sleep(0.5)
print("ATTACK SUCCEEDED: 300 MB that nobody sees")
