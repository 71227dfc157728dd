"""The project bank: ideas and their gates, points, projects, and calls for funding with who is interested."""
