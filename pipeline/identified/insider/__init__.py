"""What somebody who knows the story would still recognise in an anonymised transcript."""
