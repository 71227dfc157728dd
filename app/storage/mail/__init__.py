"""The mail queue and the log of mails."""
