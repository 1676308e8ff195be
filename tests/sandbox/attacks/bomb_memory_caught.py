# ruff: noqa
# ends: memory_limit error wall_limit
"""Memory, with every MemoryError swallowed."""

held = []
size = 1 << 26
while True:
    try:
        held.append(bytearray(size))
    except MemoryError:
        size = max(1 << 12, size // 2)
