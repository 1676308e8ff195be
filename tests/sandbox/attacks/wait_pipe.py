# ruff: noqa
# ends: wall_limit
"""Write to a pipe that nobody reads."""

import os

reader, writer = os.pipe()
while True:
    os.write(writer, bytes(1 << 16))
