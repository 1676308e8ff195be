# ruff: noqa
# ends: no_figure
"""Send a datagram."""

import socket

WORLD = {}  # the test fills it in

try:
    socket.socket(socket.AF_INET, socket.SOCK_DGRAM).sendto(b"secret", ("127.0.0.1", WORLD["udp_port"]))
    print("ATTACK SUCCEEDED: sent")
except OSError as error:
    print(error)
