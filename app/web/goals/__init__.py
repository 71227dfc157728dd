"""A region's common goals: the list, the form, and ending one."""
