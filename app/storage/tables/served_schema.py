"""What the schema itself says of who may use it."""

from sqlmodel import Field, SQLModel


class ServedSchemaRow(SQLModel, table=True):
    """A migration whose code may serve on the schema as it is now. Written by the migrations alone."""

    __tablename__ = "served_schema"

    revision: str = Field(primary_key=True)
