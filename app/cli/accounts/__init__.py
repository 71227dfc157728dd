"""Who gets in, and what they are sent: operators, sessions, passkeys, federation, tokens of programs, mail."""
