# ruff: noqa
# ends: no_figure
"""Pairs of other families; names, options and passed descriptors on an allowed pair."""

import array
import socket

WORLD = {}  # the test fills it in

for family in (2, 10, 16, 17, 30, 40):
    try:
        socket.socketpair(family)
        print("ATTACK SUCCEEDED: pair of family", family)
    except OSError as error:
        print(error)
one, two = socket.socketpair()
for action in (
    lambda: one.sendmsg([b"x"], [(socket.SOL_SOCKET, socket.SCM_RIGHTS, array.array("i", [0]))]),
    lambda: one.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 1 << 30),
    lambda: one.bind("\0codepercept"),
    lambda: one.listen(),
    lambda: one.connect("\0" + WORLD["abstract"]),
    lambda: one.sendto(b"x", "\0" + WORLD["abstract"]),
):
    try:
        action()
        print("ATTACK SUCCEEDED")
    except OSError as error:
        print(error)
