"""Kept values: those that were asked for last."""

from app.storage.engine.cache import ValueCache


def test_those_asked_for_last_stay_and_the_others_go() -> None:
    cache = ValueCache()
    for name in ("a", "b"):
        cache.keep("letter", name, name.upper(), most=2)
    assert cache.find("letter", "a") == "A"
    cache.keep("letter", "c", "C", most=2)
    assert [cache.find("letter", name) for name in ("a", "b", "c")] == ["A", None, "C"]


def test_one_kind_never_pushes_out_another() -> None:
    cache = ValueCache()
    cache.keep("letter", 1, "A", most=1)
    cache.keep("number", 1, 1, most=1)
    assert (cache.find("letter", 1), cache.find("number", 1)) == ("A", 1)


def test_all_of_it_can_be_forgotten() -> None:
    cache = ValueCache()
    cache.keep("letter", 1, "A", most=1)
    cache.forget()
    assert cache.find("letter", 1) is None
