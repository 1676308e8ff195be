# ruff: noqa
# ends: blocked
"""Fetch a page."""

import urllib.request

WORLD = {}  # the test fills it in

print("ATTACK SUCCEEDED:", urllib.request.urlopen(f"http://127.0.0.1:{WORLD['port']}/", timeout=1).status)
