"""Personal data: the register extract as values, and retention periods."""
