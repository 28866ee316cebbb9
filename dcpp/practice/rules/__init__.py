"""How numbers are put into figures: words, definitions, shares and links, without a database."""
