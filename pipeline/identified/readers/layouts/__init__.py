"""How running text is laid out as an interview: one module a layout, shared by .txt, .docx, .rtf
and .odt."""
