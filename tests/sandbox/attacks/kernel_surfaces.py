# ruff: noqa
# ends: no_figure
# machine: x86_64
"""Parts of the kernel known for their bugs, and calls that only root may make."""

import ctypes

libc = ctypes.CDLL(None, use_errno=True)
buffer = ctypes.create_string_buffer(256)
for number in (
    321, 298, 323, 250, 248, 249, 175, 313, 176, 246, 320, 172, 173, 170, 171, 227, 159, 167, 168, 179, 163, 153,
    103, 212, 303, 304, 237, 238, 239, 256, 279, 300, 301, 310, 311, 278, 275, 276, 424, 428, 429, 433, 444, 446, 447,
    448, 425, 41, 42, 43, 44, 46, 47, 49, 50, 54, 288, 307, 299, 31, 29, 64, 68, 240, 222, 283, 282, 289, 253, 254,
    294, 133, 86, 88, 265, 266, 76, 188, 189, 317, 160, 126, 105, 106, 113, 117, 119, 116, 114, 144, 142, 314, 251,
    149, 151, 325, 135, 61, 247, 112, 109, 101, 59, 57, 58, 322, 84 * 0 + 161,
):  # fmt: skip
    result = libc.syscall(number, 0, 0, 0, 0, 0, 0)
    if result >= 0 or ctypes.get_errno() != 1:
        print("ATTACK SUCCEEDED: reachable", number, result, ctypes.get_errno())
