"""The joint meeting on paper: protocol, and spread in words."""
