"""Redaction: people and numbers of a transcript replaced by stable pseudonyms, in every record of an analysis."""
