"""The audit log in Swedish: a sentence per kind of event, with what its ids are called now.

The sentences are in the passive, because who did it stands beside them.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from app.accounts.api.api_scopes import SCOPES, Scope
from app.accounts.audit.chain import Line
from app.accounts.kernel.role_titles import title_of
from app.accounts.kernel.roles import Role
from app.accounts.mail.mail_kinds import FORMS, MailKind
from app.accounts.organisations.municipality_list import KOMMUNER
from app.rounds.kernel.assessment import Sharing
from app.rounds.kernel.log_names import LogNames
from app.web.privacy.exchange_log_words import EXCHANGE_SENTENCES
from app.web.privacy.log_value_words import BACKUPS, FIELDS, MODES, WAYS
from app.web.privacy.project_log_words import PROJECT_SENTENCES, PROJECT_WORDS
from app.web.privacy.support_log_words import SUPPORT_SENTENCES, WORKSHOP_WORDS
from app.web.privacy.transfer_log_words import TRANSFER_SENTENCES
from app.web.shell.formatting import day, moment
from app.web.shell.wording import SHARING, assessment_title, round_title

NOBODY = "kommandoraden eller tjänsten"
GONE = "en person som tagits bort"
SENTENCES: dict[str, str] = {
    "account.binding_loosened": "Kopplingen till organisationens inloggning lossades för {person_id}.",
    "account.bound": "{person_id} knöts till organisationens inloggning.",
    "account.created_by_federation": "{person_id} kom in med organisationens konto och blev läsare.",
    "account.link_made": "En inloggningslänk gjordes för {person_id}.",
    "account.mails_chosen": "Valet av mejl ändrades av {person_id}.",
    "account.passkey_added": "En passnyckel lades till av {person_id}.",
    "account.passkey_removed": "En passnyckel togs bort av {person_id}. Webbläsare som loggades ut: {sessions}.",
    "account.passkeys_reset": "Passnycklarna för {person_id} togs bort på kommandoraden: {count}.",
    "account.recovery_codes_made": "Nya reservkoder skapades av {person_id}: {count}.",
    "account.renamed": "Namnet byttes av {person_id}.",
    "action.deleted": "En åtgärd togs bort.",
    "action.noted": "En åtgärd skrevs in eller ändrades.",
    "action.restored": "En borttagen åtgärd togs tillbaka.",
    "agreed_answer.cleared": "Det enade svaret togs bort: {question_id}",
    "agreed_answer.not_united": "Gruppen enades inte: {question_id}",
    "agreed_answer.parked": "Frågan sparades till senare: {question_id}",
    "agreed_answer.settled": "Ett enat svar valdes: {question_id}",
    "ambition.decided": "Ett beslut om regionens ambition skrevs in: nivå {level}, beslutat {decided_on}.",
    "api_token.ended": "Nyckeln med nummer {token_id} avslutades.",
    "api_token.made": "En nyckel för program skapades, nummer {token_id}. Läser {scopes}. Gäller till {last_day}.",
    "assessment.answering_closed": "Svarstiden avslutades.",
    "assessment.answers_disclosed": "Enskilda svar lämnades ut från {respondents} svarande. Beslut: {decision}",
    "assessment.disclosed": "Handlingarna lämnades ut, diarienummer {diary_number}. {masked} texter maskades.",
    "assessment.mode_chosen": "Sättet att svara valdes: {mode}.",
    "assessment.reopened": "De inlämnade svaren öppnades igen.",
    "comment.removed": "En kommentar togs bort: {question_id} Beslut: {decision}",
    "goal.ended": "Ett gemensamt mål avslutades, nummer {goal_id}.",
    "goal.set": "Ett gemensamt mål sattes eller ändrades: {capital_id}, {kommuner} kommuner, {by_year}.",
    "installation.log_sealed": "Loggens kontrollsumma till och med rad {number} sparades utanför databasen.",
    "installation.backed_up": "Databasen säkerhetskopierades{way}.",
    "installation.restored": "En säkerhetskopia blev databas. Loggen i den slutade vid rad {last_number}. "
    "Filens SHA-256: {file_hash}",
    "installation.statement_changed": "Tillgänglighetsredogörelsen ändrades. Bedömd {assessed_on}.",
    "mail_template.changed": "Texten i mejlet ”{kind}” ändrades.",
    "mail_template.reset": "Mejlet ”{kind}” fick tillbaka standardtexten.",
    "meeting_time.removed": "Tiden för det gemensamma mötet togs bort.",
    "meeting_time.stated": "Det gemensamma mötet sattes till {starts_at}.",
    "membership.ended": "Rollen {role} avslutades för {person_id}.",
    "membership.granted": "Rollen {role} gavs till {person_id}.",
    "membership.handed_over": "Rollen {role} lämnades över från {person_id} till {successor_id}.",
    "membership.welcomed_again": "Mejlet om rollen {role} skickades igen till {person_id}.",
    "municipality.added": "Kommuner lades till i regionen: {codes}.",
    "municipality.removed": "{code} togs bort ur regionen.",
    "municipality.size_group_chosen": "Storleksgruppen ändrades för {municipality_ids}.",
    "open_link.created": "En öppen länk skapades för rollgruppen {role_group}{most}.",
    "open_link.ended": "En öppen länk stängdes.",
    "open_link.joined": "Någon började svara genom en öppen länk.",
    "person.erased": "Uppgifter om {person_id} togs bort. Beslut: {decision}",
    "person.extracted": "Ett registerutdrag togs ut för {person_id}.",
    "questionnaire.corrected": "Formuleringar rättades i frågeformuläret {questionnaire} {year}: {texts} texter.",
    "questionnaire.published": "Frågeformuläret {questionnaire} {year} publicerades.",
    "region.changed": "Regionens uppgifter ändrades: {fields}.",
    "region.created": "Regionen lades upp.",
    "report.reasons_chosen": "Skälen till de enade svaren {shown} i rapporten.",
    "report_link.ended": "En länk till rapporten drogs in, nummer {report_link_id}.",
    "report_link.made": "En länk till rapporten skapades, nummer {report_link_id}. Gäller till {last_day}.",
    "respondent.address_changed": "Adressen ändrades för {respondent_id}.",
    "respondent.handed_in": "Svaren lämnades in av {respondent_id}.",
    "respondent.invited": "{respondent_ids} bjöds in att svara.",
    "respondent.reminded": "{count} svarande fick en påminnelse.",
    "respondent.resent": "En ny länk skickades till {respondent_id}.",
    "respondent.restored": "Inbjudan gäller igen för {respondent_id}.",
    "respondent.role_group_changed": "Rollgruppen ändrades till {role_group} för {respondent_id}.",
    "respondent.taken_back": "Inlämningen ångrades av {respondent_id}.",
    "respondent.withdrawn": "Inbjudan drogs tillbaka för {respondent_id}.",
    "result.approved": "Resultatet fastställdes, version {number}.",
    "result.reopened": "Det fastställda resultatet öppnades igen, version {number}.",
    "result.returned": "Resultatet skickades tillbaka utan att fastställas, version {number}.",
    "result.submitted": "Resultatet lämnades in för att fastställas, version {number}.",
    "result.taken_back": "Det inlämnade resultatet togs tillbaka, version {number}.",
    "retention.run": "Gallring: det glömdes vem som svarat, för {respondents} svarande. Beslut: {decision}",
    "round.changed": "Omgångens plan ändrades. Öppnar {opens_on}, sista dag {closes_on}, {kommuner} kommuner.",
    "round.closed": "Omgången stängdes.",
    "round.order_asked": "Rangintervall begärdes (startvärde {seed}).",
    "round.extended": "Sista dag flyttades från {before} till {closes_on}.",
    "round.kommun_removed": "Togs bort ur omgången: {municipality_id}.",
    "round.kommuner_added": "Bjöds in till omgången: {municipality_ids}.",
    "round.kommuner_told": "Fick mejl om att omgången är öppen: {municipality_ids}.",
    "round.opened": "Omgången öppnades för {kommuner} kommuner. {letters} mejl skickades.",
    "round.plan_removed": "Den planerade omgången togs bort.",
    "round.planned": "En omgång planerades. Sista dag {closes_on}.",
    "round.reminded": "Påmindes om omgången: {municipality_ids}.",
    "round.reports_asked": "En fil med alla delade rapporter beställdes.",
    "round.reports_cancelled": "Filen med alla rapporter avbröts.",
    "round.reports_fetched": "Filen med alla rapporter hämtades, {kommuner} rapporter.",
    "round.reports_made": "Filen med alla rapporter blev klar, {kommuner} rapporter.",
    "round.trial_deleted": "Provomgången togs bort med allt innehåll: {respondents} svarande, {answers} svar.",
    "session.confirmed": "Bekräftelse {way}.",
    "session.ended": "Utloggning.",
    "session.ended_by_operation": "Inloggningar avslutades från kommandoraden: {count}.",
    "session.ended_others": "Alla andra webbläsare loggades ut: {count}.",
    "session.started": "Inloggning {way}.",
    "sharing.chosen": "Delningen ändrades från ”{before}” till ”{after}”.",
    "target.changed": "Målnivåer ändrades för {capital_ids}.",
    **TRANSFER_SENTENCES,
    "vote.closed": "Omröstningen stängdes: {question_id}",
    "vote.started": "En ny omröstning började: {question_id}",
    **EXCHANGE_SENTENCES,
    **SUPPORT_SENTENCES,
    **PROJECT_SENTENCES,
}


@dataclass(frozen=True, slots=True)
class SubjectGroup:
    """Subjects that one looks for together. `key` stands in addresses."""

    key: str
    name: str
    subjects: tuple[str, ...]


GROUPS = (
    SubjectGroup("roller", "Roller", ("membership", "account")),
    SubjectGroup("inloggningar", "Inloggningar", ("session",)),
    SubjectGroup(
        "organisationer",
        "Regioner, kommuner och installationen",
        ("region", "municipality", "installation", "transfer"),
    ),
    SubjectGroup("nycklar", "Nycklar för program", ("api_token",)),
    SubjectGroup("omgangar", "Omgångar", ("round",)),
    SubjectGroup("mal", "Regionens mål och ambition", ("goal", "ambition")),
    SubjectGroup("svarande", "Svarande", ("respondent", "open_link")),
    SubjectGroup(
        "sjalvskattning",
        "Självskattningar",
        (
            "assessment",
            "meeting_time",
            "agreed_answer",
            "vote",
            "comment",
            "target",
            "action",
            "need",
            "result",
            "report",
            "report_link",
            "sharing",
        ),
    ),
    SubjectGroup("stod", "Stöd", ("support_catalogue", "support_item", "offer", "sign_up", "workshop")),
    SubjectGroup("utbyte", "Utbyte mellan kommuner", ("example", "reuse", "network", "asked_question", "challenge")),
    SubjectGroup("projektbank", "Idéer, projekt och utlysningar", ("idea", "points_round", "project", "funding_call")),
    SubjectGroup("mejl", "Mejlens texter", ("mail_template",)),
    SubjectGroup("formular", "Frågeformulär", ("questionnaire",)),
    SubjectGroup("personuppgifter", "Personuppgifter", ("person", "retention")),
)


def sentence(line: Line, names: LogNames) -> str:
    """What was done. The name of the action itself, for one that this version does not know."""
    facts = json.loads(line.facts)
    template = SENTENCES.get(line.action)
    if template is None:
        return line.action
    return template.format_map({name: _worded(line, name, facts, names) for name in facts})


def doer(line: Line, names: LogNames) -> str:
    """Who did it. A respondent is named by the line's facts, not as somebody who was signed in."""
    if line.actor_id is not None:
        return _person(line.actor_id, names)
    return "den som svarar" if line.action in {"respondent.handed_in", "open_link.joined"} else NOBODY


def where(line: Line, names: LogNames) -> str:
    """Kommun or region, and which assessment or round, as far as the line tells."""
    facts = json.loads(line.facts)
    assessment = names.assessments.get(facts.get("assessment_id", 0))
    round_ = names.rounds.get(facts.get("round_id", 0))
    if assessment is not None:
        return assessment_title(assessment)
    if round_ is not None:
        return round_title(round_)
    if line.municipality_id is not None:
        return names.municipalities.get(line.municipality_id, "en kommun som tagits bort")
    return "" if line.region_id is None else names.regions.get(line.region_id, "en region som tagits bort")


def _person(identity: int, names: LogNames) -> str:
    return names.people.get(identity, "") or GONE


def _respondent(identity: int, names: LogNames) -> str:
    return names.respondents.get(identity, "") or "en svarande"


def _worded(line: Line, name: str, facts: Mapping[str, Any], names: LogNames) -> str:
    value = facts[name]
    if name == "role":
        return title_of(Role(value), is_association=line.municipality_id in names.associations)
    if name in {"question_id", "role_group", "capital_ids"} and "assessment_id" in facts:
        return _from_questionnaire(name, value, facts, names)
    word = _WORDS.get(f"{line.action}: {name}", _WORDS.get(name))
    return str(value) if word is None else word(value, names)


def _from_questionnaire(name: str, value: Any, facts: Mapping[str, Any], names: LogNames) -> str:
    """The ids themselves, when the assessment has been taken away."""
    questionnaire = names.questionnaires.get(facts["assessment_id"])
    texts: dict[str, str] = {}
    if questionnaire is not None and name == "question_id":
        texts = {question.id: question.text for question in questionnaire.questions.values()}
    elif questionnaire is not None and name == "role_group":
        texts = {group.id: group.name.lower() for group in questionnaire.role_groups}
    elif questionnaire is not None:
        texts = {capital.id: capital.name.lower() for capital in questionnaire.capitals}
    ids: list[str] = value if isinstance(value, list) else [value]
    return ", ".join(texts.get(identifier, identifier) for identifier in ids)


def _day(value: str, _names: LogNames) -> str:
    return day(date.fromisoformat(value))


def _moment(value: str, _names: LogNames) -> str:
    return moment(datetime.fromisoformat(value))


def _municipalities(value: list[int], names: LogNames) -> str:
    return ", ".join(
        names.municipalities.get(municipality_id, "en kommun som tagits bort") for municipality_id in value
    )


def _kommun(code: str) -> str:
    return KOMMUNER[code].name if code in KOMMUNER else code


_WORDS: dict[str, Callable[[Any, LogNames], str]] = {
    # By the fact's name, or by the action as well where two kinds of events call different things the same.
    "person_id": _person,
    "successor_id": _person,
    "respondent_id": _respondent,
    "respondent_ids": lambda value, _: "1 person" if len(value) == 1 else f"{len(value)} personer",
    "municipality_id": lambda value, names: _municipalities([value], names),
    "municipality_ids": _municipalities,
    "kind": lambda value, _: FORMS[MailKind(value)].name,
    "mode": lambda value, _: MODES.get(value, value),
    "way": lambda value, _: WAYS.get(value, value),
    "installation.backed_up: way": lambda value, _: BACKUPS.get(value, value),
    "shown": lambda value, _: "visas" if value else "visas inte",
    "most": lambda value, _: "" if value is None else f", för högst {value} personer",
    "code": lambda value, _: _kommun(value),
    "codes": lambda value, _: ", ".join(map(_kommun, value)),
    "fields": lambda value, _: ", ".join(FIELDS.get(field, field) for field in value),
    "sharing.chosen: before": lambda value, _: SHARING[Sharing(value)],
    "sharing.chosen: after": lambda value, _: SHARING[Sharing(value)],
    "assessed_on": _day,
    "decided_on": _day,
    "opens_on": _day,
    "closes_on": _day,
    "last_day": _day,
    "before": _day,
    "starts_at": _moment,
    **PROJECT_WORDS,
    **WORKSHOP_WORDS,
    "scopes": lambda value, _: ", ".join(SCOPES[Scope(scope)].lower() for scope in value),
}
