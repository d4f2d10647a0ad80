"""How the classifier is trained and how tags are measured against reference codings."""
