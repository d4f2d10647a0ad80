"""Fuzzing of the readers: bounded properties in the test run, and a longer harness by its own command."""
