"""What led up to each Confession, as documented risk factors with exact contributions."""
