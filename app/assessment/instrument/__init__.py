"""Quality of the questionnaire: reliability, response rates, drifting questions, what meetings changed."""
