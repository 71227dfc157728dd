"""The floor of signing in: FastAPI, and the same rows through Python's own sqlite3, in one writer thread.

The link is looked up by its hash and marked as used, a session and the known browser are written by theirs, in one
transaction. No check of time, browser or rights, nothing cleared, no audit log, no security headers.
"""

import asyncio
import gc
import os
import secrets
import sqlite3
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

from fastapi import FastAPI
from fastapi.responses import RedirectResponse, Response

from app.accounts.kernel.tokens import hash_of
from app.main import COLLECTING
from app.storage.tables import KnownBrowserRow, SignInLinkRow, SignInRow

FIND = f"SELECT person_id, browser_hash, after FROM {SignInLinkRow.__tablename__} WHERE token_hash = ?"
USE = f"UPDATE {SignInLinkRow.__tablename__} SET used_at = ? WHERE token_hash = ? AND used_at IS NULL"
BEGIN = f"""
INSERT INTO {SignInRow.__tablename__}
  (token_hash, person_id, created_at, expires_at, last_seen_at, way, browser) VALUES (?, ?, ?, ?, ?, 'MAIL', '')
"""
REMEMBER = f"""
INSERT INTO {KnownBrowserRow.__tablename__} (key_hash, expires_at) VALUES (?, ?)
ON CONFLICT (key_hash) DO UPDATE SET expires_at = excluded.expires_at
"""

connection = sqlite3.connect(os.environ["BENCH_DATABASE"], isolation_level=None, check_same_thread=False)
connection.execute("PRAGMA journal_mode=WAL")
connection.execute("PRAGMA synchronous=FULL")
writer = ThreadPoolExecutor(1)
app = FastAPI(openapi_url=None)


@app.post("/lank/{token}")
async def use_link(token: str) -> Response:
    session, after = await asyncio.get_running_loop().run_in_executor(writer, _use, token)
    answer = RedirectResponse(after, 303)
    answer.set_cookie("session", session, httponly=True, samesite="lax")
    return answer


def _use(token: str) -> tuple[str, str]:
    now, session = datetime.now(UTC).replace(tzinfo=None), secrets.token_urlsafe(32)
    until = str(now + timedelta(hours=12))
    connection.execute("BEGIN IMMEDIATE")
    person, browser, after = connection.execute(FIND, [hash_of(token)]).fetchone()
    connection.execute(USE, [str(now), hash_of(token)])
    connection.execute(BEGIN, [hash_of(session), person, str(now), until, str(now)])
    connection.execute(REMEMBER, [hash_of(f"known browser:{browser}"), until])
    connection.execute("COMMIT")
    return session, after


gc.collect()
gc.freeze()
gc.set_threshold(*COLLECTING)
