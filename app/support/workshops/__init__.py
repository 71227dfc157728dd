"""The workshop canvas: phases, notes by question, dots, the list of what matters most, and where notes land."""
