"""A kommun's assessment from choosing how to answer to handing in, with its targets and actions."""
