"""How far the clocks of two servers may differ, or one be set, before what they wrote down is no longer believed."""

from datetime import timedelta

CLOCK_DIFFERENCE = timedelta(hours=1)
"""By so much the clocks of two processes may differ, or one be set back, without anything being done twice or refused.
What is further ahead was written by a clock that has been set right since."""
