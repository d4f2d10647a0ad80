"""How was this confession obtained? Reads interrogation transcripts, tags tactics, traces details, sums up risk."""

__version__ = "0.1.0"
