"""Questionnaire files as their authors and a region's coordinator see them, and a question as a page shows it."""
