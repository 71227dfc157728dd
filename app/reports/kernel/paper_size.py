"""The paper size of everything that is printed: A4. The style sheets name it in CSS; a test holds them together."""

NAME = "A4"
WIDTH_MM, HEIGHT_MM = 210, 297
EXCEL_CODE = 9
"""What Excel calls it (ECMA-376, pageSetup's paperSize)."""
