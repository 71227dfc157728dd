"""Letters of the example region: nobody gets them by mail, they are read on a page of the demo."""

from email.message import EmailMessage


class Drawer:
    """Where the demo's letters end up instead of at a mail server."""

    def send(self, message: EmailMessage) -> None:
        """Nothing leaves the service."""

    def rest(self) -> None:
        """There is nothing to close."""
