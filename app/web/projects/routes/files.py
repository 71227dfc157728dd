"""The project bank as files: Excel with all of it, and each table as CSV."""

from fastapi import APIRouter

from app.accounts.kernel.roles import Right
from app.reports.office.downloads import PROJECTS
from app.services.projects.project_files import export_projects
from app.web.shell.http.list_files import add_list_files

router = APIRouter(prefix="/{region}/projekt")
add_list_files(router, "projects", PROJECTS, Right.SEE_PROJECTS, export_projects)
