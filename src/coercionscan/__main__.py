"""Lets ``python -m coercionscan`` run the command line."""

from coercionscan.cli.main import main

main()
