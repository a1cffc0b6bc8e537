"""Dates and periods in the text, as EDTF."""
