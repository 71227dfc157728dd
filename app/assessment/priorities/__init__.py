"""Where to start: which capital and questions come first, and how far that hangs on who answered."""
