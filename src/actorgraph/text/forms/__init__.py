"""Forms that newsrooms have besides text and pages: mail, feeds, JSON, PDF, DOCX, Markdown."""

from actorgraph.text.forms.item import Item as Item
from actorgraph.text.forms.reading import read_items as read_items
