"""Parts of a kommun's report beside its chapters: plan, appendix of reasons, samsyn."""
