"""Answering: autosave, a respondent's own place in an assessment, handing in."""
