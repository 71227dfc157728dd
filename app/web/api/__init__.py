"""The API for programs: an application of its own below /api/v1, with a description that is made of its own models."""
