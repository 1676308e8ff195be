# ruff: noqa
# ends: no_figure
"""Unix sockets, by path and in the abstract name space, stream and datagram."""

import socket

WORLD = {}  # the test fills it in

for address in (WORLD["unix_path"], "\0" + WORLD["abstract"]):
    for kind in (socket.SOCK_STREAM, socket.SOCK_DGRAM):
        try:
            socket.socket(socket.AF_UNIX, kind).connect(address)
            print("ATTACK SUCCEEDED:", address)
        except OSError as error:
            print(error)
