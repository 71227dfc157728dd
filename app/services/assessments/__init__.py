"""Running an assessment: mode and closing, targets and actions, handing in, approval, versions."""
