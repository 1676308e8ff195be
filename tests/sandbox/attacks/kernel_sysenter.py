# ruff: noqa
# ends: error
# machine: x86_64
"""A socket by the 32-bit entry: `mov eax, 359; int 0x80` with AF_INET."""

import ctypes
import mmap

page = mmap.mmap(-1, 4096, prot=mmap.PROT_READ | mmap.PROT_WRITE | mmap.PROT_EXEC)
page.write(b"\x53\xbb\x02\0\0\0\xb9\x01\0\0\0\x31\xd2\xb8\x67\x01\0\0\xcd\x80\x5b\xc3")
address = ctypes.addressof(ctypes.c_char.from_buffer(page))
result = ctypes.CFUNCTYPE(ctypes.c_int)(address)()
print("ATTACK SUCCEEDED: socket", result)
