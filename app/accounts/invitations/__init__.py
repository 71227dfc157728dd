"""Reading lists of people to invite: pasted, CSV, Excel or contact cards; columns, roles, and every faulty row."""
