"""Personal data: extracts, erasure, retention, handing out documents, removing comments; reading the audit log."""
