"""From a file to a Transcript: formats, speakers, turns, gestures, quality."""
