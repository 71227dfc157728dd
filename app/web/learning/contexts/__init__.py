"""What the pages of the learning texts are made from."""
