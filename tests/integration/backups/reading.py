"""What a test looks for in a restored database."""

from contextlib import closing

from sqlmodel import func, select

from app.storage.engine.database import Database
from app.storage.tables import AnswerRow


def answers(url: str) -> int:
    with closing(Database(url)) as database, database.read() as session:
        return session.exec(select(func.count()).select_from(AnswerRow)).one()
