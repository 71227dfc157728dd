"""A round for the region: report for the board, rank intervals in words, open data, the zip of every report."""
