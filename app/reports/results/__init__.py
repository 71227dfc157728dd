"""A kommun's report: its subject, chapters, summary, next steps, and the frozen content they become."""
