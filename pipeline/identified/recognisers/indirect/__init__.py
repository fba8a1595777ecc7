"""What identifies in combination, or to somebody who knows the story: a module a kind."""
