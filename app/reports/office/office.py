"""The report for PowerPoint and Word, and the plan for Word, made in a process of its own: the libraries are loaded
there and nowhere else."""

from app.reports.results.content import ReportContent


def presentation(content: ReportContent) -> bytes:
    """The file for PowerPoint."""
    from app.reports.office.slides import slides  # noqa: PLC0415

    return slides(content)


def text_document(content: ReportContent) -> bytes:
    """The file for Word."""
    from app.reports.office.word import word  # noqa: PLC0415

    return word(content)


def plan_document(content: ReportContent) -> bytes:
    """The plan alone for Word."""
    from app.reports.office.plan_text import plan_text  # noqa: PLC0415

    return plan_text(content)
