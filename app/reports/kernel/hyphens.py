"""The hyphen at the end of a line that the program broke: seen on paper, but no sign of the text.

Search and read aloud must find "underlag" although the line ended in the middle of it. ISO 32000-1 14.8.2.2.3 wants
such a hyphen to be U+00AD, which text layout never draws. So it is laid out as a private character, for which the
vendored font has the same drawing, and the finished PDF says that this drawing means U+00AD.
"""

LAID_OUT = "\ue0ad"
"""What is laid out; the same as `hyphenate-character` in paper.css and in scripts/build-assets/fonts.py."""
EXTRACTED = "\u00ad"
"""What a reader, a search or a copy gets of it."""
