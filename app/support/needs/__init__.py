"""What a kommun says it needs: the need as a value, and reading one from its form."""
