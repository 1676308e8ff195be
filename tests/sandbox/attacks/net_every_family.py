# ruff: noqa
# ends: no_figure
"""Make a socket of any family at all: netlink, packet, vsock, AF_ALG, Bluetooth, XDP ..."""

import socket

for family in range(1, 48):
    for kind in (1, 2, 3, 5):
        for protocol in (0, 1, 3, 15):
            try:
                socket.socket(family, kind, protocol)
                print("ATTACK SUCCEEDED:", family, kind, protocol)
            except OSError as error:
                if error.errno != 1:
                    print("ATTACK SUCCEEDED: the kernel looked at it", family, error)
