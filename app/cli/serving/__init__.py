"""The service itself: starting it, bringing its schema up, looking after what it needs."""
