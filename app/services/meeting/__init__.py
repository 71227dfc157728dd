"""The joint meeting: what is shown, noting outcomes, its protocol."""
