"""The learning texts: the list, one to read, the same to show and as PDF. Public, no sign-in."""

from fastapi import APIRouter, Response
from fastapi.responses import HTMLResponse

from app.services.learning.lessons import handout_file, library, open_lesson
from app.web.learning.contexts.audiences import audience_of
from app.web.learning.contexts.lesson import LEARNING, lesson_page
from app.web.learning.contexts.lesson_list import lesson_list_page
from app.web.shell.contexts.frame import START, frame
from app.web.shell.http.permissions import Open, needs
from app.web.shell.http.request import SessionlessRequest, VisitorRequest
from app.web.shell.rendering import page

PUBLIC_FOR_AN_HOUR = "public, max-age=3600"
router = APIRouter(prefix=LEARNING.url)


@router.get("")
@needs(Open.ANYONE)
def lessons(request: VisitorRequest, roll: str = "") -> HTMLResponse:
    page_frame = frame(request, LEARNING.label, (START,))
    texts = library(request.settings.learning_dir).lessons
    return page("learning/html/lessons.html", lesson_list_page(page_frame, texts, audience_of(roll)))


@router.get("/{lesson}.pdf")
@needs(Open.ANYONE)
def lesson_as_pdf(request: SessionlessRequest, lesson: str, roll: str = "") -> Response:
    text = open_lesson(request.database, request.settings.learning_dir, lesson)
    file = handout_file(request.report_files, text.handout(audience_of(roll)), request.now)
    name = f'attachment; filename="{text.lesson.id}.pdf"'
    headers = {"Content-Disposition": name, "Cache-Control": PUBLIC_FOR_AN_HOUR}
    return Response(file, media_type="application/pdf", headers=headers)


@router.get("/{lesson}")
@needs(Open.ANYONE)
def read(request: VisitorRequest, lesson: str, roll: str = "") -> HTMLResponse:
    text = open_lesson(request.database, request.settings.learning_dir, lesson)
    page_frame = frame(request, f"Lär: {text.lesson.title}", (START, LEARNING))
    return page("learning/html/lesson.html", lesson_page(page_frame, text, audience_of(roll)))


@router.get("/{lesson}/visa")
@needs(Open.ANYONE)
def show(request: VisitorRequest, lesson: str, roll: str = "") -> HTMLResponse:
    """One thing a screen, for a projector."""
    text = open_lesson(request.database, request.settings.learning_dir, lesson)
    page_frame = frame(request, f"Lär: {text.lesson.title}, att visa")
    return page("learning/html/screens.html", lesson_page(page_frame, text, audience_of(roll)))
