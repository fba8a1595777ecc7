"""How the weights of the insider check were fitted."""
