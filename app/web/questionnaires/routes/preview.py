"""Questionnaire files, their problems, and how respondents will see them."""

from pathlib import PurePath
from typing import Annotated

from fastapi import APIRouter, File, Path, UploadFile
from fastapi.responses import HTMLResponse

from app.accounts.kernel.roles import Right
from app.assessment.questionnaires.problems import QuestionnaireError
from app.editions.problems import Problem
from app.services.questionnaires.preview import check_text, list_files, preview_file
from app.web.questionnaires.contexts.preview import MAX_BYTES, QuestionnairesPage, file_rows, preview_page
from app.web.shell.contexts.frame import START, Crumb, frame
from app.web.shell.http.permissions import needs
from app.web.shell.http.request import SLUG, SignedInRequest
from app.web.shell.rendering import page

router = APIRouter(prefix="/frageformular")

LIST = Crumb("Frågeformulär", "/frageformular")


@router.get("")
@needs(Right.PREVIEW_QUESTIONNAIRES)
def overview(request: SignedInRequest) -> HTMLResponse:
    rows = file_rows(list_files(request.database, request.actor, request.settings.questionnaires_dir))
    return page(
        "questionnaires/html/questionnaires.html",
        QuestionnairesPage(frame(request, "Frågeformulär", (START,)), rows),
    )


@router.get("/{name}/{year}")
@needs(Right.PREVIEW_QUESTIONNAIRES)
def preview(
    request: SignedInRequest, name: Annotated[str, Path(pattern=SLUG)], year: Annotated[int, Path(ge=2000, le=2999)]
) -> HTMLResponse:
    questionnaire = preview_file(request.database, request.actor, request.settings.questionnaires_dir, name, year)
    page_frame = frame(request, f"Förhandsvisning: {questionnaire.title}", (START, LIST))
    return page("questionnaires/html/preview.html", preview_page(page_frame, questionnaire))


@router.post("/granska")
@needs(Right.PREVIEW_QUESTIONNAIRES)
def check(request: SignedInRequest, fil: Annotated[UploadFile | str | None, File()] = None) -> HTMLResponse:
    """A file sent in is shown as respondents would see it, or with all its problems. It is not kept."""
    if fil is None or isinstance(fil, str) or not fil.filename:
        return _refused(request, error="Välj en YAML-fil att granska.")
    name = PurePath(fil.filename).name
    try:
        questionnaire = check_text(
            request.actor, request.settings.questionnaires_dir, fil.file.read(MAX_BYTES + 1), name
        )
    except QuestionnaireError as found:
        return _refused(request, name, found.problems)
    title = f"Förhandsvisning: {questionnaire.title}"
    return page("questionnaires/html/preview.html", preview_page(frame(request, title, (START, LIST)), questionnaire))


def _refused(
    request: SignedInRequest, name: str = "", problems: tuple[Problem, ...] = (), error: str = ""
) -> HTMLResponse:
    rows = file_rows(list_files(request.database, request.actor, request.settings.questionnaires_dir))
    context = QuestionnairesPage(
        frame=frame(request, "Frågeformulär", (START, LIST)), rows=rows, checked=name, problems=problems, error=error
    )
    return page("questionnaires/html/questionnaires.html", context, 422)
