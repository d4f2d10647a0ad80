"""Invented talk set in the layouts of real transcripts, damaged as scans damage it, and compared with what was read."""
