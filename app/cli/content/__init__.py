"""What comes from outside: catalogues of support and calls for funding."""
