"""The report for PowerPoint and Word, with charts that can be edited."""
