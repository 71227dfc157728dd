"""Words of the tool itself: answering and agreeing, the result, and what makes it the kommun's own."""

from app.web.shell.vocabulary.term import Term, TermGroup

TOOL_GROUPS = (
    TermGroup(
        "Att svara och enas",
        (
            Term(
                "omgang",
                "omgång",
                "Ett frågeformulär som regionens kommuner svarar på under samma tid, en gång om året.",
                article="en",
            ),
            Term(
                "provomgang",
                "provomgång",
                "En omgång att öva på.",
                more="Svaren räknas inte med någonstans och tas bort med omgången.",
                article="en",
            ),
            Term("sjalvskattning", "självskattning", "En kommuns egen bedömning i en omgång.", article="en"),
            Term(
                "svarande",
                "svarande",
                "En person som har bjudits in att svara för sin del av kommunen.",
                more="Dina egna svar visas inte för andra i verktyget.",
                article="en",
            ),
            Term(
                "rollgrupp",
                "rollgrupp",
                "De som ser kommunen från samma håll, till exempel förtroendevalda, ledning eller verksamhet.",
                more="Grupperna vägs mot varandra, så att en stor grupp inte röstar ner en liten.",
                article="en",
            ),
            Term(
                "vet-ej",
                "vet ej",
                "Ett svar som inte påverkar resultatet men räknas: många vet ej är i sig något att tala om.",
            ),
            Term(
                "ej-tillampligt",
                "ej tillämpligt",
                "Ett svar på frågor som inte gäller er kommun.",
                more="Frågan räknas då inte med.",
            ),
            Term(
                "gemensamt-mote",
                "gemensamt möte",
                "Mötet där ni ser hur svaren sprider sig och enas om kommunens svar.",
                article="ett",
            ),
            Term(
                "enat-svar",
                "enat svar",
                "Den nivå ni enades om på mötet, med ert skäl.",
                more="Den gäller i stället för de enskilda svaren.",
                article="ett",
            ),
            Term(
                "spridning",
                "spridning",
                "Hur de enskilda svaren fördelar sig på nivåerna.",
                more="Den visas bara när så många har svarat att ingen pekas ut.",
            ),
            Term(
                "samsyn",
                "samsyn",
                "Hur lika ni har svarat om läget i dag.",
                more="Skiljer sig svaren lite är samsynen stor. Den säger inget om vem som har rätt.",
            ),
        ),
    ),
    TermGroup(
        "Resultatet",
        (
            Term(
                "profil",
                "profil",
                "Resultatet för alla kapitalslag, bredvid varandra.",
                more="Den säger mer än ett sammanlagt värde.",
                article="en",
            ),
            Term(
                "index",
                "index",
                "Medlet av frågornas resultat i ett kapitalslag, på samma skala som nivåerna.",
                article="ett",
            ),
            Term(
                "otillrackligt-underlag",
                "otillräckligt underlag",
                "För få av frågorna har fått ett resultat för att ge kapitalslaget ett index.",
                more="Det visas som en lucka, aldrig som noll.",
            ),
            Term(
                "osakerhet",
                "osäkerhetsintervall",
                "Hur mycket resultatet kunde ha blivit ett annat om andra personer hade svarat.",
                article="ett",
            ),
            Term(
                "tydlig-forandring",
                "tydlig förändring",
                "En skillnad mellan två år som är för stor för att bero på vilka som råkade svara.",
                more="Allt annat kallas ingen tydlig förändring.",
                article="en",
            ),
            Term(
                "start",
                "rekommenderad start",
                "Det kapitalslag som det är bäst att börja med, eftersom andra bygger på det.",
                article="en",
            ),
            Term("malniva", "målnivå", "Den nivå ni vill nå i ett kapitalslag, och till vilket år.", article="en"),
            Term("atgard", "åtgärd", "Något ni har bestämt att göra, med en ansvarig och en dag.", article="en"),
            Term(
                "median",
                "median",
                "Värdet i mitten när kommunerna står i ordning, utan deras namn.",
                more="Den visas bara när så många kommuner delar sina resultat att ingen går att räkna ut.",
                article="en",
            ),
        ),
    ),
    TermGroup(
        "När resultatet blir ert",
        (
            Term(
                "lamna-in",
                "att lämna in",
                "Samordnaren säger att resultatet är färdigt och skickar det till den som ska fastställa det.",
            ),
            Term(
                "faststalla",
                "att fastställa",
                "Godkännaren gör resultatet till kommunens och låser det.",
                more="Innan dess är det ett utkast.",
            ),
            Term(
                "godkannare",
                "godkännare",
                "Den i kommunen som läser det inlämnade och fastställer det eller skickar det tillbaka.",
                article="en",
            ),
            Term(
                "delning",
                "delning",
                "Ert val av vilka utanför kommunen som får se resultatet.",
                more="Ni kan ändra det när ni vill.",
            ),
        ),
    ),
    TermGroup(
        "När ni letar stöd",
        (
            Term(
                "styrniva",
                "styrnivå",
                "Var i kommunen stödet verkar: strategiskt, taktiskt eller operativt.",
                more=(
                    "Strategiskt är hos förtroendevalda och högsta ledningen, taktiskt hos chefer och samordnare, "
                    "operativt i verksamheterna."
                ),
                article="en",
            ),
            Term(
                "del-av-omstallningen",
                "del av omställningen",
                "Ett av sex arbeten som omställning består av, från starkt mandat till nya normala.",
                more="Delarna kommer från Climate Transition Map. Vilken del en insats hör till är vår bedömning.",
                article="en",
            ),
        ),
    ),
)
