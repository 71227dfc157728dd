"""The literature that the method rests on, as it is named at the end of its description."""

LITERATURE = (
    "Kapitalslagen och ordningen: förstudien Regional mobilisering för stärkt omställningsförmåga i kommuner.",
    "Kapitalslagens grund: Jensen och Sandoff (2024).",
    "Osäkerhet: Särndal, Swensson och Wretman (1992), kapitel 5; Wolter (2007), kapitel 6.",
    "Test av förändring: Welch (1947); Holm (1979).",
    "Omräkningar: OECD/JRC (2008), steg 7; Saisana, Saltelli och Tarantola (2005).",
    "AD: Burke och Dunlap (2002). a_wg: Brown och Hauenstein (2005). r_wg(j): James, Demaree och Wolf (1984).",
    "Bilden över enighet och väg: Stacey, enligt förstudien 4.2.",
    "Kvartiler: Hyndman och Fan (1996), typ 7.",
)
"""One sentence a subject: author, year, and what it is used for."""
