"""Ways of finding identifiers, one module each; `chosen` lists which look at a transcript."""
