"""Sheets for reviewers who may not run a server: what is to be ruled on, written into a workbook or
a CSV table, and their answers read back. The same rulings as by command, checked row by row first.
"""
