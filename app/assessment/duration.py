"""How long it takes to answer, as it is told beforehand."""


def minutes_to_answer(questions: int) -> int:
    """Half a minute for each question, in whole five minutes, at least five."""
    return max(5, 5 * round(questions * 0.5 / 5))
