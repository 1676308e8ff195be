# ruff: noqa
# ends: memory_limit
"""Memory, piece by piece."""

held = []
while True:
    held.append(bytearray(10**7))
