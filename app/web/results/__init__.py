"""A kommun's result: levels, report, sharing, comparison, development over the years, and how it is worked out."""
