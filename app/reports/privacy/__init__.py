"""Documents handed out on request, with masks."""
