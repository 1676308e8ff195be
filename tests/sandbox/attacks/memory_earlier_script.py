# ruff: noqa
# ends: no_figure
# after: reference
"""Code or output of the script before (perhaps the reference), left in memory inherited from the zygote."""

import ctypes
import os
import re

libc = ctypes.CDLL(None, use_errno=True)
libc.sbrk.restype = ctypes.c_void_p
source, sink = os.pipe()
PAGE = 4096


def mapped(address):
    """Whether there is memory: write() tells without dying."""
    if libc.write(sink, ctypes.c_void_p(address), 1) == 1:
        os.read(source, 1)
        return True
    return False


def region(address):
    """The mapped pages around an address."""
    low = high = address & ~(PAGE - 1)
    while low > PAGE and high - low < 1 << 28 and mapped(low - PAGE):
        low -= PAGE
    while high - low < 1 << 28 and mapped(high):
        high += PAGE
    return low, high


samples = [object(), bytearray(100), bytearray(10000), bytearray(200000), "x" * 9000, [0] * 5000, os, re, {}]
seen = []
for address in [*(id(s) for s in samples), libc.sbrk(0) - 8]:
    if not any(low <= address < high for low, high in seen):
        seen.append(region(address))
total = sum(high - low for low, high in seen)
print("looked at", total >> 20, "MB")
assert total > 1 << 20
needle = re.compile(b"REFERENCE" + b"-[0-9a-f]{32}")
for low, high in seen:
    for match in needle.finditer((ctypes.c_char * (high - low)).from_address(low)):
        print("ATTACK SUCCEEDED:", match.group())
        break
