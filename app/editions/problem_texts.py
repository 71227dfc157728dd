"""What can be wrong with any file of editions, told to its author: what is wrong, and what to do about it.

What a file and its entries are called (`{a_file}`, `{the_entry}` and so on) each kind of file says itself: `FileKind`.
"""

MESSAGES: dict[str, tuple[str, str]] = {
    # code: (what is wrong, what to do)
    # The file
    "missing-file": ("Filen finns inte.", "Kontrollera sökvägen."),
    "not-a-file": ("Sökvägen leder inte till en vanlig fil.", "Ange en YAML-fil, inte en mapp."),
    "unreadable-file": ("Filen går inte att läsa ({reason}).", "Kontrollera rättigheterna till filen."),
    "too-large": ("Filen är större än 1 MB.", "{A_file} är text. Ta bort det som inte hör dit."),
    "file-name": ("Filen heter ”{name}”.", "Döp filen efter året den gäller: {year}.yaml."),
    "folder-name": (
        "Filen ligger i mappen ”{folder}” men {files} id är ”{id}”.",
        "Lägg filen i mappen ”{id}” eller ändra id.",
    ),
    # The text
    "empty-file": ("Filen är tom.", "Skriv {entire_file}. Se {documentation}."),
    "utf-16": ("Filen är sparad som UTF-16.", "Spara om filen som UTF-8."),
    "latin-1": ("Tecknet ”{character}” är sparat som Latin-1 (Windows-1252).", "Spara om filen som UTF-8."),
    "not-utf8": ("Filen är inte text i UTF-8.", "Spara om filen som UTF-8. Är det en textfil?"),
    "control-character": ("Här finns ett osynligt styrtecken ({character}).", "Ta bort tecknet."),
    "tab": ("Här finns ett tabbtecken{more}.", "Byt tabbtecken mot mellanslag."),
    # YAML
    "syntax": ("Raden går inte att läsa som YAML: {reason}.", "{remedy}."),
    "several-documents": ("Här börjar ett andra dokument (---).", "Låt filen innehålla ett enda dokument."),
    "directive": ("Filen har ett YAML-direktiv (%).", "Ta bort raden som börjar med %."),
    "alias": ("”{mark}” är en YAML-hänvisning, och sådana används inte.", "Skriv ut texten, eller sätt citattecken."),
    "tag": ("”{tag}” är en YAML-tagg, och sådana används inte.", "Ta bort taggen, eller sätt citattecken om texten."),
    "complex-key": (
        "En nyckel måste vara ett enda ord.",
        "Skriv ett ord och kolon. Sätt citattecken om texter med klamrar.",
    ),
    "duplicate-key": ("Nyckeln ”{key}” finns redan på rad {first_line}.", "Ta bort den ena."),
    "too-deep": ("Här är fler nivåer i varandra än {a_file} har.", "Kontrollera indrag och klamrar."),
    "too-many-values": ("Filen har fler än {most} värden.", "Ta bort det som inte hör till {the_file}."),
    "too-many-problems": ("Filen har fler än {most} problem.", "Rätta dem som visas och kontrollera filen igen."),
    # The form of the parts
    "not-a-mapping": ("Filen är inte uppbyggd av nycklar och värden.", "Börja med raden id: följt av {files} id."),
    "unknown-key": ("”{key}” är inte en nyckel i {part}.{suggestion}", "Ta bort eller rätta. Tillåtna: {allowed}."),
    "missing-key": ("”{key}” saknas i {part}.", "Lägg till {key}: {what}"),
    "empty-value": ("”{key}” har inget värde.", "Skriv ett värde, eller ta bort raden om uppgiften är frivillig."),
    "wrong-type": ("”{key}” ska vara {wanted}, men här står {found}.", "{remedy}."),
    "too-long": ("”{key}” är {length} tecken lång.", "Korta till högst {longest} tecken."),
    "bad-id": (
        "”{id}” kan inte vara ett id.",
        "Använd a–z, 0–9 och bindestreck, först en bokstav, högst {longest} tecken.",
    ),
    "not-an-option": ("”{value}” är inget värde för ”{key}”.{suggestion}", "Välj ett av: {options}."),
    "bad-number": (
        "”{value}” går inte att använda som tal.",
        "Skriv siffror och punkt, t.ex. 0.5; högst nio siffror och sex decimaler.",
    ),
    "out-of-range": ("”{key}” är {value}.", "Talet ska vara {wanted}."),
    "too-few": ("”{key}” har {count} av minst {least}.", "Lägg till det som fattas."),
    "duplicate-entry": ("”{value}” står två gånger i ”{key}”.", "Ta bort den ena."),
    # What the parts mean together
    "duplicate-id": ("Id ”{id}” finns redan på rad {first_line}.", "Ge varje {part} ett eget id."),
    "duplicate-name": ("”{name}” finns redan på rad {first_line}.", "Ge varje {part} ett eget namn."),
    "unknown-level": ("”{value}” är inte en nivå på skalan.", "Ta bort eller rätta. Skalans nivåer: {levels}."),
    "unknown-capital": ("Kapitalslaget ”{id}” finns inte.{suggestion}", "Välj bland: {options}."),
    # What is claimed about the edition before
    "previous-edition-broken": ("Den föregående utgåvan, {name}, har {count} problem.", "Rätta den utgåvan först."),
    "wrong-previous-edition": (
        "{name} är ingen föregående utgåva till {this}.",
        "Jämför med {same_file} ett tidigare år.",
    ),
    "first-edition-not-new": (
        "Det finns ingen föregående utgåva, men {the_entry} är ”{previous}”.",
        "Skriv previous: new.",
    ),
    "unknown-previous": (
        "”{entry}” fanns inte i {edition}, men är ”{previous}”.{suggestion}",
        "Behåll det gamla id:t, eller skriv previous: new.",
    ),
    "id-reused": (
        "”{entry}” fanns redan i {edition}, men är ”{previous}”.",
        "Ge {the_entry} ett nytt id, eller skriv same eller reworded om betydelsen är kvar.",
    ),
    "same-differs": (
        "{The_entry} är ”same” men {field} skiljer sig från {edition}: ”{old}” blev ”{new}”.",
        "Återställ texten, eller skriv reworded (betydelsen kvar) eller changed (ny betydelse, nytt id).",
    ),
    "missing-predecessor": (
        "{The_entry} är ”changed” men säger inte vilken den ersätter.",
        "Lägg till predecessor: den gamla {entrys} id.",
    ),
    "unexpected-predecessor": (
        "”predecessor” hör bara till ”changed”, men {the_entry} är ”{previous}”.",
        "Ta bort raden eller skriv previous: changed.",
    ),
    "unknown-predecessor": (
        "{The_entry} ”{predecessor}” fanns inte i {edition}.{suggestion}",
        "Ange id för {an_entry} i den utgåvan.",
    ),
    "predecessor-kept": (
        "”{predecessor}” sägs vara ersatt men ställs fortfarande på rad {first_line}.",
        "Ta bort den gamla {the_entry}, eller skriv previous: new här.",
    ),
}
