# ruff: noqa
# ends: no_figure
"""Multipath TCP, which Landlock's network rules do not know; SCTP, DCCP, UDP-Lite, SMC."""

import socket

WORLD = {}  # the test fills it in

for family, kind, protocol in ((2, 1, 262), (10, 1, 262), (2, 1, 132), (2, 6, 33), (2, 2, 136), (43, 1, 0)):
    try:
        socket.socket(family, kind, protocol).connect(("127.0.0.1", WORLD["port"]))
        print("ATTACK SUCCEEDED:", family, protocol)
    except OSError as error:
        print(error)
