# ruff: noqa
# ends: output_limit
"""Empty files until there are no inodes left (they have no size to count)."""

number = 0
while number < 2000000:
    open(f"f{number}", "w").close()
    number += 1
print("ATTACK SUCCEEDED:", number)
