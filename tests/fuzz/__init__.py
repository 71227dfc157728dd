"""Readers of what comes from outside, fed with millions of damaged inputs (atheris, libFuzzer): `make fuzz`."""
