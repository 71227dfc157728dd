"""The pages where questions are answered and handed in."""
