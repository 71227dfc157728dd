"""Mail as mail: building a message, handing it to a mail server, reading what comes back. Knows no database."""
