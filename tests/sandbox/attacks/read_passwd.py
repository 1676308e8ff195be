# ruff: noqa
# ends: no_figure
"""Accounts and host names."""

for path in ("/etc/passwd", "/etc/shadow", "/etc/hostname", "/etc/hosts", "/root/.ssh/id_rsa", "/etc/ssl/openssl.cnf"):
    try:
        print("ATTACK SUCCEEDED:", path, len(open(path, "rb").read()))
    except OSError as error:
        print(error)
