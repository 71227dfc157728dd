"""Words and numbers as they are written: formatting, hyphenation, long words, design tokens."""
