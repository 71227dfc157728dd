"""Publishing, correcting and previewing editions of questionnaires."""
