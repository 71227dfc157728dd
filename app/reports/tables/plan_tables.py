"""The plan alone as an export: targets beside today's level, and actions with decision and outcome."""

from dataclasses import replace

from app.reports.kernel.tables import Export, ExportTable

OF_TARGETS = ("capital_id", "capital", "level", "target", "target_year", "target_reason")
"""Columns of the capitals' table."""


def plan_export(export: Export) -> Export:
    """Of a result's own tables those that are the plan, with the same source and marks."""
    capitals, actions = export.table("kapitalslag"), export.table("atgarder")
    tables = (*(() if capitals is None else (_targets(capitals),)), *(() if actions is None else (actions,)))
    return replace(export, title=f"Planen, {export.title}", tables=tables)


def _targets(capitals: ExportTable) -> ExportTable:
    places = [place for place, column in enumerate(capitals.columns) if column.key in OF_TARGETS]
    return ExportTable(
        key="targets",
        name="mal",
        title="Mål",
        explanation="Ett kapitalslag per rad: nivån nu och målet.",
        columns=tuple(capitals.columns[place] for place in places),
        rows=tuple(tuple(row[place] for place in places) for row in capitals.rows),
    )
