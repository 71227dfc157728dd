"""What of a region's kommuner is news since somebody looked last."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from app.rounds.kernel.assessment import Sharing
from app.rounds.progress.news import KommunProgress, NewsKind, news_since
from tests.unit.rounds.kernel.test_visibility import MOMENT, an_assessment

DAY = timedelta(days=1)
SINCE = MOMENT


def progress(
    kommun: int = 1,
    *,
    handed_in: datetime | None = None,
    approved: datetime | None = None,
    shared: datetime | None = None,
    sharing: Sharing = Sharing.NOTHING,
) -> KommunProgress:
    assessment = replace(an_assessment(kommun, sharing), approved_at=approved)
    return KommunProgress(assessment=assessment, handed_in_at=handed_in, shared_at=shared)


@pytest.mark.parametrize(
    ("item", "kind"),
    [
        (progress(handed_in=SINCE + DAY), NewsKind.HANDED_IN),
        (progress(handed_in=SINCE - DAY, approved=SINCE + DAY), NewsKind.APPROVED),
        (progress(approved=SINCE + DAY, sharing=Sharing.REGION), NewsKind.SHARED),
        (progress(approved=SINCE - DAY, shared=SINCE + DAY, sharing=Sharing.REGION), NewsKind.SHARED),
        (progress(approved=SINCE - DAY, sharing=Sharing.REGION), None),
        (progress(handed_in=SINCE + DAY, approved=SINCE - DAY), None),
        (progress(handed_in=SINCE), None),
        (progress(shared=SINCE + DAY, sharing=Sharing.REGION), None),  # of a draft nothing is told
        (progress(), None),
    ],
)
def test_each_kommun_has_the_furthest_that_is_new(item: KommunProgress, kind: NewsKind | None) -> None:
    assert [news.kind for news in news_since([item], SINCE)] == ([] if kind is None else [kind])


def test_the_latest_comes_first() -> None:
    items = [progress(number, handed_in=SINCE + number * DAY) for number in (1, 3, 2)]
    assert [news.assessment.id for news in news_since(items, SINCE)] == [3, 2, 1]
