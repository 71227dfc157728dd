"""What a file is that holds no list which can be read, and what to do with it."""

from app.accounts.invitations.tables.reading import UnreadableListError
from app.assessment.submission.text_files import SAVE_AS

SAVE_AGAIN = f"Öppna den i Excel och spara den som Excel-arbetsbok (.xlsx) eller ”{SAVE_AS}”."
_CHOOSE = f"Välj en Excel-fil (.xlsx), en CSV-fil eller kontaktkort (.vcf). I Excel heter valet ”{SAVE_AS}”."
COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED, _WORD, _MESSAGE = (
    name.encode("utf-16-le") for name in ("EncryptedPackage", "WordDocument", "__properties_version1.0")
)
_BEGINNINGS = {
    b"\x89PNG": "en bild",
    b"\xff\xd8\xff": "en bild",
    b"GIF8": "en bild",
    b"RIFF": "en bild eller ett ljud",
    b"%PDF": "en PDF",
    b"{\\rtf": "ett textdokument",
    b"<!DOC": "en webbsida",
    b"<html": "en webbsida",
    b"<?xml": "en XML-fil",
    b"MIME-Version:": "en sparad webbsida eller ett mejl",
    b"!BDN": "en datafil från Outlook (.pst)",
    b"7z\xbc\xaf\x27\x1c": "ett komprimerat arkiv",
    b"Rar!": "ett komprimerat arkiv",
    b"\x1f\x8b": "ett komprimerat arkiv",
}
_IN_ZIP = {
    "word/": ("ett Word-dokument", "Kopiera tabellen därifrån och klistra in den i rutan."),
    "ppt/": ("en PowerPoint-presentation", _CHOOSE),
    "xl/workbook.bin": ("en binär Excel-fil (.xlsb)", SAVE_AGAIN),
    "index/": ("ett dokument från Apple Numbers eller Pages", "Exportera det som Excel (.xlsx) eller CSV (UTF-8)."),
    "index.zip": ("ett dokument från Apple Numbers eller Pages", "Exportera det som Excel (.xlsx) eller CSV (UTF-8)."),
    "content.xml": ("ett OpenDocument-dokument (.ods eller .odt)", SAVE_AGAIN.replace("i Excel ", "")),
}
"""How the name of a part begins that only such a file has."""


def refuse_other_kinds(content: bytes) -> None:
    """Raises UnreadableListError for a file that is known to be something else than text or a workbook."""
    if content.startswith(COMPOUND):
        raise _compound(content)
    beginning = content.lstrip()[:20]
    for mark, kind in _BEGINNINGS.items():
        if beginning.lower().startswith(mark.lower()):
            raise UnreadableListError(f"Filen är {kind}.", _CHOOSE)


def _compound(content: bytes) -> UnreadableListError:
    if _ENCRYPTED in content:
        remedy = "Ta bort lösenordet i Excel och spara filen på nytt."
        return UnreadableListError("Filen är skyddad med lösenord.", remedy)
    if _WORD in content:
        remedy = "Kopiera tabellen därifrån och klistra in den i rutan."
        return UnreadableListError("Filen är ett äldre Word-dokument (.doc).", remedy)
    if _MESSAGE in content:
        return UnreadableListError("Filen är ett mejl från Outlook (.msg).", "Kopiera adresserna och klistra in dem.")
    return UnreadableListError("Filen är i ett äldre format, till exempel .xls.", SAVE_AGAIN)


def other_packed_kind(names: frozenset[str]) -> UnreadableListError:
    """What a zip file is that is no workbook. `names` of its parts in small letters."""
    for beginning, (kind, remedy) in _IN_ZIP.items():
        if any(name.startswith(beginning) for name in names):
            return UnreadableListError(f"Filen är {kind}, ingen Excel-fil.", remedy)
    return UnreadableListError("Filen är ingen Excel-fil.", _CHOOSE)
