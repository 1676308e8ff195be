# ruff: noqa
# ends: output_limit error
"""One file, as large as can be."""

with open("large", "wb") as file:
    for _ in range(1000):
        file.write(bytes(10**7))
print("ATTACK SUCCEEDED: 10 GB")
