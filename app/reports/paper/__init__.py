"""HTML and accessible PDF: rendering, PDF/UA-1 and PDF/A-3a."""
