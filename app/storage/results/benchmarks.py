"""Anonymous figures as they were made, with the kommuner they were made over."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction

from sqlmodel import Session, col, select

from app.assessment.comparison.benchmarks import Benchmark
from app.storage.tables import BenchmarkRow


@dataclass(frozen=True, slots=True)
class MadeBenchmark:
    """Figures by capital, and the ids of the kommuner they were made over."""

    members: frozenset[int]
    figures: Mapping[str, Benchmark]


def find_benchmark(session: Session, round_id: int, municipality_id: int, scope: str) -> MadeBenchmark | None:
    row = session.get(BenchmarkRow, (round_id, municipality_id, scope))
    return None if row is None else MadeBenchmark(frozenset(row.members), _read(row.figures))


def benchmarks_of(session: Session, round_id: int, municipality_id: int) -> tuple[MadeBenchmark, ...]:
    """Everything that was made for one kommun in a round, also of groups that are no more."""
    rows = session.exec(
        select(BenchmarkRow).where(
            col(BenchmarkRow.round_id) == round_id, col(BenchmarkRow.municipality_id) == municipality_id
        )
    )
    return tuple(MadeBenchmark(frozenset(row.members), _read(row.figures)) for row in rows)


def store_benchmark(
    session: Session, round_id: int, municipality_id: int, scope: str, benchmark: MadeBenchmark, now: datetime
) -> None:
    """Keep figures in place of those that were there."""
    row = session.get(BenchmarkRow, (round_id, municipality_id, scope)) or BenchmarkRow(
        round_id=round_id, municipality_id=municipality_id, scope=scope, members=[], figures="{}", made_at=now
    )
    row.members, row.figures, row.made_at = sorted(benchmark.members), _written(benchmark.figures), now
    session.add(row)
    session.flush()


def _written(figures: Mapping[str, Benchmark]) -> str:
    """Exact figures as fractions, such as "5/2"."""
    texts = {
        capital_id: [
            benchmark.count,
            *(_text(figure) for figure in (benchmark.median, benchmark.lower_quartile, benchmark.upper_quartile)),
        ]
        for capital_id, benchmark in figures.items()
    }
    return json.dumps(texts)


def _text(figure: Fraction | None) -> str | None:
    return None if figure is None else str(figure)


def _read(text: str) -> dict[str, Benchmark]:
    return {
        capital_id: Benchmark(
            count, Fraction(median), *(None if quartile is None else Fraction(quartile) for quartile in quartiles)
        )
        for capital_id, (count, median, *quartiles) in json.loads(text).items()
    }
