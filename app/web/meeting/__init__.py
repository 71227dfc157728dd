"""The joint meeting: what remains, one question at a time, and what is agreed."""
