"""What a methods appendix tells of a study, part by part: figures that other commands give too."""
