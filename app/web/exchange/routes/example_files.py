"""A region's examples as files."""

from fastapi import APIRouter

from app.accounts.kernel.roles import Right
from app.reports.office.downloads import EXAMPLES
from app.services.exchange.example_files import export_examples
from app.web.shell.http.list_files import add_list_files

router = APIRouter(prefix="/{region}/exempel")
add_list_files(router, "examples", EXAMPLES, Right.SEE_EXCHANGE, export_examples)
