"""From a Transcript and its Tags to Confessions and the denial-to-admission trajectory."""
