"""What every page stands in: requests and answers, sessions, the frame around a page, its parts, words and dates."""
