"""Pages and the API over HTTP: routes that parse and call one service, page contexts, templates."""
