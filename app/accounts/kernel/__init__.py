"""Roles, rights and the one function `may()`; e-mail addresses, tokens, reserved words of URLs."""
