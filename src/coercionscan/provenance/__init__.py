"""From a Transcript to Facts: who said each checkable detail first, how, and what the suspect did with it."""
