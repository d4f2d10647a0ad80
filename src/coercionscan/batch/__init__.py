"""Many transcripts: found, scanned on many cores or machines, and kept as tables that grow part by part."""
