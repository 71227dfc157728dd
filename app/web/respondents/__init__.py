"""Who answers for a kommun: invitations, reminders, personal and open links."""
