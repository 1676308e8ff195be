# ruff: noqa
# ends: memory_limit error
"""A few kilobytes that unpack to gigabytes."""

import zlib

packer = zlib.compressobj(9)
packed = b"".join(packer.compress(bytes(1 << 20)) for _ in range(20)) + packer.flush()
data = [zlib.decompress(packed) for _ in range(200)]
print("ATTACK SUCCEEDED", len(data))
