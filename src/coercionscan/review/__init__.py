"""Export and apply a person's decisions on tags and facts."""
