"""What each template is given: one frozen dataclass per page, made from what a service returned."""
