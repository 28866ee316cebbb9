"""`python -m dcpp` is the same as `dcpp`."""

from dcpp.cli import main

main()
