"""What is fuzzed: each target takes bytes, and ends quietly or with the reader's own errors. Anything else is a bug.

A module loads no more than its own readers, since what is loaded for fuzzing is instrumented first.
"""
