"""Kept values: those that were asked for last."""

from app.storage.engine.cache import ValueCache


def test_those_asked_for_last_stay_and_the_others_go() -> None:
    kept = ValueCache()
    for name in ("a", "b"):
        kept.keep("letter", name, name.upper(), most=2)
    assert kept.find("letter", "a") == "A"
    kept.keep("letter", "c", "C", most=2)
    assert [kept.find("letter", name) for name in ("a", "b", "c")] == ["A", None, "C"]


def test_one_kind_never_pushes_out_another() -> None:
    kept = ValueCache()
    kept.keep("letter", 1, "A", most=1)
    kept.keep("number", 1, 1, most=1)
    assert (kept.find("letter", 1), kept.find("number", 1)) == ("A", 1)


def test_all_of_it_can_be_forgotten() -> None:
    kept = ValueCache()
    kept.keep("letter", 1, "A", most=1)
    kept.forget()
    assert kept.find("letter", 1) is None
