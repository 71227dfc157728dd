"""Which few pieces of support to suggest to a kommun, which to leave for later, and why: one rule, explained.

`rule.suggest` decides in codes, from plain values that `situation.situation_of` makes of a result; `words.reasons` and
`words.later_sentence` tell why.
"""
