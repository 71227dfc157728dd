"""What a questionnaire is, and how a YAML file becomes one or a list of every problem with its remedy."""
