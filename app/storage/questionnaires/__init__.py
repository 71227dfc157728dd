"""Published editions of questionnaires, stored whole with their content hash."""
