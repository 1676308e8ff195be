# ruff: noqa
# ends: blocked
"""A secret in the user's home."""

WORLD = {}  # the test fills it in

print("ATTACK SUCCEEDED:", open(WORLD["secret_file"]).read())
