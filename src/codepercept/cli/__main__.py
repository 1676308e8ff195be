"""`python -m codepercept.cli`."""

from codepercept.cli import main

main()
