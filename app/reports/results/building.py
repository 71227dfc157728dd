"""From results to a report's content: every sentence, figure and table made once, in the order the report has them."""

from app.assessment.meeting.outcomes import OutcomeState
from app.assessment.priorities.robustness import Robustness
from app.assessment.questionnaires.questionnaire import Limits, Questionnaire
from app.assessment.results.results import CapitalResult, CapitalStatus, QuestionSource
from app.reports.figures.capital_facts import shown_dont_know, value_text
from app.reports.figures.capital_texts import ProfileText, names_in_text, profile_text, ranked, shown_as
from app.reports.figures.change_figures import change_figure, direction_figure, direction_table
from app.reports.figures.change_words import ComparisonText
from app.reports.figures.figures import FigureTable
from app.reports.figures.profile_figures import dot_plot, radar
from app.reports.kernel.organisation_words import ASSOCIATION
from app.reports.kernel.wording import FORMS, OTHER_POOLS, count, date, listing, lowered, number, percent
from app.reports.method.method_text import method_brief, method_sections
from app.reports.results.chapters import chapter
from app.reports.results.content import ReportContent
from app.reports.results.data_file import data_rows
from app.reports.results.development_figure import development_part
from app.reports.results.parts.plan import plan_part
from app.reports.results.parts.reasons import reason_groups
from app.reports.results.parts.samsyn import samsyn_part
from app.reports.results.parts.support import edition_facts, support_part
from app.reports.results.robustness_text import of_hundred, profile_sentence
from app.reports.results.subject import Findings, ResponseCounts, Subject
from app.reports.results.summary import changed, start, summary


def build_report(
    questionnaire: Questionnaire, subject: Subject, findings: Findings, participation: ResponseCounts
) -> ReportContent:
    """The report of one assessment. Raises KeyError where the findings name a capital or question nobody knows."""
    profile, comparison = findings.profile, findings.comparison
    texts = profile_text(questionnaire, profile, findings.targets, comparison, findings.earlier)
    return ReportContent(
        municipality_name=subject.municipality_name,
        municipality_code=subject.municipality_code,
        year=questionnaire.year,
        title=questionnaire.title,
        status=status_text(subject),
        is_final=subject.approval is not None,
        is_example_data=subject.is_example_data,
        is_trial=subject.is_trial,
        generated=date(subject.generated),
        generated_iso=subject.generated.isoformat(),
        levels=len(questionnaire.scale),
        scale=tuple((number(level.value), level.label) for level in questionnaire.scale),
        summary=summary(texts, findings, subject),
        radar=radar(texts, findings.benchmark),
        dots=dot_plot(texts),
        overall=" ".join(filter(None, (_overall(texts), _other_pools(texts.since)))),
        chapters=tuple(chapter(texts, findings, text) for text in texts.capitals),
        change=change_figure(texts.since) if texts.since else None,
        change_notes=changed(texts, findings, is_trial=subject.is_trial),
        development=development_part(findings),
        start=start(texts, findings),
        support=support_part(questionnaire, findings),
        direction=direction_figure(questionnaire, profile),
        direction_table=direction_table(questionnaire, profile.directions) if profile.directions else None,
        samsyn=samsyn_part(texts, findings),
        plan=plan_part(texts, findings),
        reasons=reason_groups(questionnaire, findings),
        gathering=_gathering(questionnaire, subject, findings, participation),
        gathering_table=_gathering_table(texts, findings.robustness),
        method=method_sections(questionnaire, subject.method, is_compared=subject.noun is not ASSOCIATION),
        method_brief=method_brief(questionnaire, subject.method),
        facts=_facts(questionnaire, subject, findings),
        data=data_rows(texts, findings),
    )


def status_text(subject: Subject) -> str:
    """ "Utkast", or when and by whom the result was settled."""
    if subject.approval is None:
        return "Utkast"
    return f"Fastställd {date(subject.approval.day)} av {subject.approval.by}"


def _overall(texts: ProfileText) -> str:
    overall = texts.profile.overall
    if overall is None:
        missing = [text for text in texts.own if text.result.index is None]
        return "Inget samlat medel visas, eftersom minst ett kapitalslag saknar resultat." if missing else ""
    mean = value_text(overall.index, texts.questionnaire.scale)
    index_text = texts.capital(overall.weakest_capital_id).index
    weakest = names_in_text(shown_as(ranked(texts), index_text, texts.questionnaire))
    return f"Medel över kapitalslagen är {mean}. Svagast är {weakest} med {index_text}."


def _other_pools(since: ComparisonText | None) -> str:
    """Where the years' own indices stand beside each other though their pools differ."""
    names = [lowered(text.name) for text in since.changes if text.change.pools_differ] if since else []
    if since is None or not names:
        return ""
    return (
        f"I {listing(names)} är {OTHER_POOLS} {since.earlier_year}. Årens index kan därför skilja sig utan att "
        "någon har ändrat sitt svar. Förändringen räknas med samma indelning båda åren."
    )


def _gathering(
    questionnaire: Questionnaire, subject: Subject, findings: Findings, participation: ResponseCounts
) -> tuple[str, ...]:
    questions = [question for capital in findings.profile.capitals for question in capital.questions]
    agreements = sum(question.source is QuestionSource.AGREED for question in questions)
    people = (
        f"{count(participation.invited, 'person', 'personer')} var inbjudna. "
        f"{number(participation.started)} har börjat svara och {number(participation.finished)} är klara."
    )
    meeting_text = f"Ni har enats om svaret på {agreements} av {count(len(questions), 'fråga', 'frågor')}"
    meeting_text += f"{_directions_agreed(questionnaire, findings)}."
    disagreements = sum(question.not_united for question in questions)
    if disagreements:
        meeting_text += f" På {count(disagreements, 'fråga', 'frågor')} enades ni inte. Där gäller medlet av svaren."
    sureness = profile_sentence(findings.robustness)
    return (f"Ni har svarat på det {FORMS[subject.form]}.", people, meeting_text, *([sureness] if sureness else []))


def _directions_agreed(questionnaire: Questionnaire, findings: Findings) -> str:
    """Of the questions about the direction, which the meeting counts too; they are in no capital's index."""
    capitals = [questionnaire.capital(direction.capital_id) for direction in findings.profile.directions]
    question_ids = [
        question.id
        for capital in capitals
        if capital.direction is not None
        for question in (capital.direction.unity, capital.direction.predictability)
    ]
    agreements = sum(
        findings.outcomes[question_id].standing is OutcomeState.AGREED
        for question_id in question_ids
        if question_id in findings.outcomes
    )
    return f", och {agreements} av {number(len(question_ids))} om riktningen" if agreements else ""


def _gathering_table(texts: ProfileText, robustness: Robustness | None) -> FigureTable:
    """With how many recounts gave the same level, where that can be told of any."""
    limits, shares = texts.questionnaire.limits, {} if robustness is None else robustness.levels
    same = {key: of_hundred(share) for key, share in shares.items()}
    rows = tuple(
        (text.name, *_gathered(text.result, limits), *([same.get(text.key, "–")] if same else []))
        for text in texts.capitals
    )
    header = (
        "Kapitalslag",
        "Frågor med resultat",
        "Täckning",
        "Vet ej",
        *(["Samma nivå vid omräkning"] if same else []),
    )
    return FigureTable("Underlag per kapitalslag", header, rows)


def _gathered(result: CapitalResult, limits: Limits) -> tuple[str, str, str]:
    with_result = sum(question.value is not None for question in result.questions)
    applicable = sum(not question.settled_not_applicable for question in result.questions)
    return (
        "–" if result.status is CapitalStatus.NOT_APPLICABLE else f"{with_result} av {applicable}",
        "–" if result.coverage is None else percent(result.coverage),
        "–" if (unsure := shown_dont_know(result, limits)) is None else percent(unsure),
    )


def _facts(questionnaire: Questionnaire, subject: Subject, findings: Findings) -> tuple[tuple[str, str], ...]:
    facts = [
        _whose(subject),
        ("Status", status_text(subject)),
        ("Frågeformulär", f"{questionnaire.title} ({questionnaire.id}/{questionnaire.year})"),
        ("Formulärets version", questionnaire.content_hash[:16]),
        ("Metodens utgåva", str(subject.method.value)),
        *edition_facts(findings.support),
        ("Rapporten skapad", date(subject.generated)),
    ]
    facts += [("Rättelse i formuläret", correction) for correction in subject.corrections]
    if subject.is_trial:
        facts.append(("Provomgång", "Svaren är till för att prova. De räknas inte med någon annanstans."))
    if subject.is_example_data:
        facts.append(("Exempeldata", f"Uppgifterna är påhittade. De säger inget om {subject.noun.the}."))
    return tuple(facts)


def _whose(subject: Subject) -> tuple[str, str]:
    """The association has no kommunkod."""
    if subject.noun is ASSOCIATION:
        return ("Kommunalförbund", subject.municipality_name)
    return ("Kommun", f"{subject.municipality_name} ({subject.municipality_code})")
