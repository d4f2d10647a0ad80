"""Views of an Analysis; nothing here computes a finding."""
