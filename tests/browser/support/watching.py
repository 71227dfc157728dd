"""What a browser complains about while somebody uses the pages."""

from playwright.sync_api import BrowserContext, ConsoleMessage, Page, Response, WebError

TELL_VIOLATIONS = """
document.addEventListener("securitypolicyviolation", (event) =>
  console.error(`Content-Security-Policy ${event.effectiveDirective} ${event.blockedURI} ${event.sourceFile}`));
"""
BY_DESIGN = ("Failed to load resource", "htmx: htmx:error: Failed to fetch")
"""What Chromium and htmx say of every refused or lost request; those that must not fail are watched as responses."""
MAY_BE_REFUSED = frozenset({"document", "fetch", "xhr", "eventsource"})


class Complaints(list[str]):
    """Console errors, script errors, policy violations, missing files, and requests to anybody else."""

    def __init__(self, context: BrowserContext, own_url: str) -> None:
        super().__init__()
        self._own_url = own_url
        context.add_init_script(TELL_VIOLATIONS)
        context.on("console", self._console)
        context.on("weberror", self._script)
        context.on("response", self._response)
        context.on("request", lambda request: self._address(request.url))

    def _console(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"} and not message.text.startswith(BY_DESIGN):
            self.append(f"{_path(message.page)}: {message.text}")

    def _script(self, error: WebError) -> None:
        self.append(f"{_path(error.page)}: {error.error}")

    def _response(self, response: Response) -> None:
        if response.status >= 400 and response.request.resource_type not in MAY_BE_REFUSED:
            self.append(f"{response.status} {response.url}")

    def _address(self, url: str) -> None:
        if not url.startswith((self._own_url, "data:", "blob:")):
            self.append(f"fetched from elsewhere: {url}")


def _path(page: Page | None) -> str:
    return "?" if page is None else page.url
