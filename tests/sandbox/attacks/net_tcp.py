# ruff: noqa
# ends: no_figure
"""Talk to a server on loopback, IPv4 and IPv6."""

import socket

WORLD = {}  # the test fills it in

for family, address in ((socket.AF_INET, "127.0.0.1"), (socket.AF_INET6, "::1")):
    try:
        socket.socket(family, socket.SOCK_STREAM).connect((address, WORLD["port"]))
        print("ATTACK SUCCEEDED: connected")
    except OSError as error:
        print(error)
try:
    socket.create_server(("127.0.0.1", 0))
    print("ATTACK SUCCEEDED: listening")
except OSError as error:
    print(error)
