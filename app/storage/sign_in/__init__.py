"""People, sign-in links and codes, states of federated sign-in."""
