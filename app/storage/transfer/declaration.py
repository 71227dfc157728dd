"""What of the database goes along when a region or a kommun moves to another installation.

`tests/rules/test_transfer.py` compares this with the tables, so that nobody's new table is forgotten. Which rows of a
table belong to a region follows from its references (`scope.py`); here stands only what references cannot tell.
"""

from collections.abc import Mapping

TAKEN = frozenset(
    {
        "action",
        "agreed_answer",
        "ambition_decision",
        "answer",
        "asked_question",
        "assessment",
        "ballot",
        "benchmark",
        "call_interest",
        "challenge",
        "edition",
        "example",
        "funding_call",
        "idea",
        "idea_decision",
        "idea_party",
        "idea_points",
        "mail_opt_out",
        "mail_template",
        "meeting_time",
        "membership",
        "municipality",
        "need",
        "network",
        "network_meeting",
        "network_seat",
        "network_topic",
        "note_landing",
        "occasion",
        "offer",
        "offer_need",
        "open_link",
        "person",
        "points_round",
        "project",
        "region",
        "region_goal",
        "region_support",
        "respondent",
        "reuse",
        "round",
        "shared_challenge",
        "sign_up",
        "submission",
        "support_edition",
        "target",
        "vote",
        "wording_correction",
        "workshop",
        "workshop_dot",
        "workshop_group",
        "workshop_note",
        "workshop_participant",
    }
)
"""Tables whose rows go along, where they belong to what moves."""
LEFT: Mapping[str, str] = {
    "api_token": "a secret: programs get new tokens from the new installation",
    "audit_line": "goes along as a trail of its own, beside the tables (trail.py)",
    "federated_account": "a binding to a sign-in that the new installation may not have: it is made anew there",
    "federation_attempt": "a sign-in under way",
    "installation": "the installation's own accessibility statement",
    "job": "work of the old installation; its files can be made again",
    "known_browser": "browsers of the old installation's address",
    "mail": "the old installation's queue and its log of what it sent; links in mails lead there",
    "passkey": "good at the old installation's address alone: people add new ones in the new",
    "passkey_challenge": "a sign-in under way",
    "personal_link": "a secret in a mail that leads to the old installation: a new one is sent from the new",
    "rate_count": "counts of the last hours",
    "recovery_code": "stands in for a passkey, which stays",
    "report_link": "a secret that leads to the old installation: a new link is made in the new",
    "score": "worked out again from the answers (decision 0072)",
    "served_schema": "of the database itself: which versions may serve on it",
    "sign_in": "a session of the old installation's address",
    "sign_in_link": "a sign-in under way",
    "sign_up_link": "a secret in a mail that leads to the old installation",
}
"""Tables that stay where they are -> why."""

SHARED = frozenset({"edition", "person", "support_edition"})
"""Tables whose rows belong to nobody alone: in the new installation a row that is there already is used."""
NOT_OF_ONE_KOMMUN: Mapping[str, str] = {
    "ambition_decision": "the region's decision",
    "benchmark": "figures over other kommuner, who stay where they are",
    "funding_call": "the region's list",
    "idea": "of several kommuner together, and with it its parties, decisions, points and projects",
    "mail_template": "the region's wording",
    "network": "of several kommuner, and with it its seats, meetings and questions",
    "points_round": "over ideas of several kommuner",
    "region_goal": "a goal of the region, over all its kommuner",
}
"""Tables that go along with a region, and not with a kommun alone -> why."""
OPEN_TO_KOMMUNER: Mapping[str, str] = {
    "challenge": "those that the kommun raised",
    "occasion": "of an offer that goes along",
    "offer": "the kommun's own, and the region's that it has signed up to",
    "region_support": "every published version of an item, as the region's kommuner see it",
    "round": "those that the kommun takes part in",
    "workshop": "the kommun's own",
}
"""Tables of a region of which some rows go along with a kommun alone -> which (conditions: `scope.py`)."""

NUMBERS: Mapping[tuple[str, str], str] = {
    ("action", "follows_id"): "action",
    ("example", "action_id"): "action",
    ("submission", "approved_by"): "person",
    ("submission", "submitted_by"): "person",
    ("note_landing", "assessment_id"): "assessment",
    ("workshop_note", "merged_into"): "workshop_note",
}
"""Columns with the number of a row, without a foreign key since that row may be gone -> its table."""
BY_KIND: Mapping[tuple[str, str], tuple[str, Mapping[str, str]]] = {
    ("network_topic", "target_id"): (
        "leads_to",
        {"CHALLENGE": "challenge", "EXAMPLE": "example", "NEED": "need", "QUESTION": "asked_question"},
    ),
    ("note_landing", "target_id"): ("kind", {"ACTION": "action", "NEED": "need", "OFFER": "offer"}),
}
"""Columns with a number whose table another column of the row tells -> that column, and the table of each value."""
LISTS: Mapping[tuple[str, str], str] = {
    ("asked_question", "example_ids"): "example",
    ("benchmark", "members"): "municipality",
    ("funding_call", "idea_ids"): "idea",
    ("points_round", "idea_ids"): "idea",
}
"""JSON columns with a list of such numbers -> their table."""
DOCUMENTS: Mapping[tuple[str, str], tuple[str, str]] = {("submission", "content"): ("action", "actions[].follows_id")}
"""Texts of JSON in which such numbers stand -> their table, and where (`moving.py` knows how)."""
WITHOUT_NUMBERS = frozenset(
    {
        ("ambition_decision", "figures"),
        ("benchmark", "figures"),
        ("edition", "definition"),
        ("example", "documents"),
        ("funding_call", "capital_ids"),
        ("need", "target_groups"),
        ("network", "documents"),
        ("offer", "capital_ids"),
        ("offer", "forms"),
        ("offer", "hours"),
        ("offer", "item_ids"),
        ("offer", "target_groups"),
        ("action", "questions"),
        ("region_support", "content"),
        ("round", "capital_ids"),
        ("sign_up", "roles"),
        ("support_edition", "content"),
        ("vote", "counts"),
        ("workshop_group", "column_versions"),
    }
)
"""JSON, and texts of JSON, that name no row of the database by its number."""
SECRETS = frozenset({("open_link", "token_hash"), ("workshop", "link_hash"), ("workshop_participant", "key_hash")})
"""Columns of tables that go along whose value stays: where there is one, a new one that nobody has is made in its
place."""

FACTS: Mapping[str, str] = {
    "action_id": "action",
    "asked_question_id": "asked_question",
    "assessment_id": "assessment",
    "challenge_id": "challenge",
    "edition_id": "edition",
    "example_id": "example",
    "funding_call_id": "funding_call",
    "goal_id": "region_goal",
    "idea_id": "idea",
    "into_idea_id": "idea",
    "mail_id": "mail",
    "membership_id": "membership",
    "municipality_id": "municipality",
    "municipality_ids": "municipality",
    "need_id": "need",
    "network_id": "network",
    "note_id": "workshop_note",
    "offer_id": "offer",
    "open_link_id": "open_link",
    "person_id": "person",
    "points_round_id": "points_round",
    "project_id": "project",
    "region_id": "region",
    "report_link_id": "report_link",
    "respondent_id": "respondent",
    "respondent_ids": "respondent",
    "round_id": "round",
    "round_ids": "round",
    "successor_id": "person",
    "token_id": "api_token",
    "workshop_id": "workshop",
}
"""Facts of the audit log's events that are numbers of rows -> their table. Of what stays or is gone the number becomes
negative: no row ever gets such a one, so it is nobody else's."""
FACTS_BY_KIND: Mapping[str, tuple[str, Mapping[str, str]]] = {
    "target_id": ("kind", {"atgard": "action", "behov": "need", "erbjudande": "offer"})
}
"""Facts whose table another fact of the event tells -> that fact, and the table of each value."""
