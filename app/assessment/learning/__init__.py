"""Learning texts: what a lesson is, and how Markdown files become lessons or every problem with its remedy."""
