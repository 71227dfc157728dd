"""What a region and everybody sees across kommuner: overview, rank intervals, reports, files and open data."""
