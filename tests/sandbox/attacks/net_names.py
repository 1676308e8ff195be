# ruff: noqa
# ends: blocked
"""Look up a name (data leaves through DNS too)."""

import socket

print("ATTACK SUCCEEDED:", socket.getaddrinfo("localhost.codepercept.example", 80))
