"""What flows between the stages: frozen values that refuse to exist when they are wrong."""
