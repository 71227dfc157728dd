"""The floor of the autosave: FastAPI, and the same upsert through Python's own sqlite3 in one writer thread.

It reads the same form and answers with the same fragment after the commit. No session, no permission, no check of
version, value or deadline, no last year's level, no security headers.
"""

import asyncio
import gc
import os
import sqlite3
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

from fastapi import FastAPI, Request
from fastapi.responses import HTMLResponse

from app.main import COLLECTING
from app.storage.tables import AnswerRow

UPSERT = f"""
INSERT INTO {AnswerRow.__tablename__}
  (respondent_id, question_id, kind, position, comment, evidence_url, version, saved_at)
VALUES (?, ?, 'LEVEL', ?, ?, ?, ?, ?)
ON CONFLICT (respondent_id, question_id) DO UPDATE SET
  kind = excluded.kind, position = excluded.position, comment = excluded.comment,
  evidence_url = excluded.evidence_url, version = excluded.version, saved_at = excluded.saved_at
"""

connection = sqlite3.connect(os.environ["BENCH_DATABASE"], isolation_level=None, check_same_thread=False)
connection.execute("PRAGMA journal_mode=WAL")
connection.execute("PRAGMA synchronous=FULL")
writer = ThreadPoolExecutor(1)
app = FastAPI(openapi_url=None)


@app.put("/svar/{respondent}/{question}")
async def save(respondent: int, question: str, request: Request) -> HTMLResponse:
    form = await request.form()
    now = datetime.now(UTC)
    version = int(str(form[f"{question}.version"])) + 1
    values = (
        respondent,
        question,
        int(str(form[f"{question}.choice"])),
        form[f"{question}.comment"],
        form[f"{question}.evidence"],
        version,
        str(now.replace(tzinfo=None)),
    )
    await asyncio.get_running_loop().run_in_executor(writer, connection.execute, UPSERT, values)
    return HTMLResponse(f'<p class="saved" data-version="{version}">Sparat {now:%H.%M}</p>')


gc.collect()
gc.freeze()
gc.set_threshold(*COLLECTING)
