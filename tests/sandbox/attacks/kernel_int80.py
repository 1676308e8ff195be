# ruff: noqa
# ends: error
# machine: x86_64
"""The 32-bit entry, whose numbers mean something else: `mov eax, 20; int 0x80; ret`."""

import ctypes
import mmap

page = mmap.mmap(-1, 4096, prot=mmap.PROT_READ | mmap.PROT_WRITE | mmap.PROT_EXEC)
page.write(b"\xb8\x14\x00\x00\x00\xcd\x80\xc3")
address = ctypes.addressof(ctypes.c_char.from_buffer(page))
print("ATTACK SUCCEEDED: getpid is", ctypes.CFUNCTYPE(ctypes.c_int)(address)())
