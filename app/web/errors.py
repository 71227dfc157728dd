"""One table from what went wrong to status and page. A refusal never tells an outsider that something exists."""

from fastapi import Request
from fastapi.responses import Response


def _invalid(request: Request, fault: Exception) -> Response:
    """For what no page of ours sends; a page whose form can be filled in wrongly shows the form again itself."""
    faults = fault.faults.values() if isinstance(fault, Invalid) else ()
    return _tell(request, 422, "Något är fel ifyllt", " ".join(faults))
