"""How words are found: tokens in normal form, compiled patterns behind a word gate, scope of cues."""
