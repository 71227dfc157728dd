"""Moving a whole region or kommun to another installation: its file, writing it, trying it and taking it in."""
