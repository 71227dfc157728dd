"""What can be answered to a question: validation of an entry, and answers as values."""
