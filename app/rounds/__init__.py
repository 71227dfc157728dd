"""What happens in a round: its plan and progress, targets and actions, versions of a result, kommuner side by side."""
