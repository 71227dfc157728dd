"""The real service killed again and again while people answer and hand in, mails are sent and reports are made."""
