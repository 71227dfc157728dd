"""The joint meeting: agreement and spread of answers, in which order to talk, and what a question's outcome is."""
