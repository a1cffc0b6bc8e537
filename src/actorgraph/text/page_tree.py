"""A page's tree, made ready for trafilatura: without what readers do not see, quotations marked.

trafilatura returns paragraphs without markup, so what the markup says has to be in the words: a
block quotation gets quotation marks, an embedded post its author in front.
"""

import re

from lxml.html import HtmlElement, fragment_fromstring

# Whoever hides more than this hides the article until a script shows it.
MOST_HIDDEN = 0.4  # share of the page's characters
# Pages that use block quotations for their margins have more in them than this.
MOST_QUOTED = 0.5  # share of the page's characters
LONGEST_CREDIT = 120  # characters: `— Ada Thorn (@thorn) March 3, 2021`
LEAD_LENGTHS = (40, 700)  # characters

_HIDDEN_STYLE = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)
_OPENING = "\"“„«'‘"
_BLOCKS = ("p", "br", "div", "li", "h1", "h2", "h3", "h4", "blockquote", "tr", "figcaption")
_CELLS = {"table": "div", "tbody": "div", "tr": "div", "td": "div", "th": "div"}
_CREDIT = re.compile(r"\A\s*+[—–-]{1,2}\s*+(?P<name>[^\W\d_].*)", re.DOTALL)
# A date or a handle behind a name: `(@thorn) March 3, 2021`.
_BEHIND_A_NAME = re.compile(
    r"(?<!\s)\s*+(?:\(@\w++\)|@\w++|\bon [A-Z]|[A-Z][a-z]+ \d|\d|[,|(]).*", re.DOTALL
)
_LEAD = re.compile(
    r"(?:^|[\s_-])(?:lead|lede|standfirst|summary|intro|chapo|dek|abstract|teaser)(?:$|[\s_-])",
    re.IGNORECASE,
)
_NOT_A_LEAD = ("nav", "aside", "footer", "header", "form", "li", "a")


def prepare(tree: HtmlElement) -> None:
    """Change a page's tree in place, so that its text says what its markup says."""
    _remove_hidden(tree)
    _unwrap_layout_tables(tree)
    _mark_quotations(tree)


def fragment_text(html: str) -> str:
    """Return the paragraphs of a piece of HTML that has nothing but an article in it."""
    tree = fragment_fromstring(html, create_parent="div")
    prepare(tree)
    for element in tree.iter("script", "style"):
        element.text = None
    for element in tree.iter(*_BLOCKS):
        element.text = f"\n{element.text or ''}"
        element.tail = f"\n{element.tail or ''}"
    lines = (" ".join(line.split()) for line in tree.text_content().splitlines())
    return "\n\n".join(line for line in lines if line)


def find_lead(tree: HtmlElement, body: str) -> str:
    """Return the lead between the heading and the article; empty if there is none.

    Only what the article's `body` does not have is a lead of its own.
    """
    first = body.partition("\n")[0].strip()
    is_below_heading = False
    for element in tree.iter():
        if element.tag == "h1":
            is_below_heading = True
        elif element.tag == "p" and first and words_of(element).startswith(first):
            return ""
        elif is_below_heading and _LEAD.search(element.get("class") or ""):
            words = words_of(element)
            if _is_lead(element, words) and words not in body:
                return words
    return ""


def _is_lead(element: HtmlElement, words: str) -> bool:
    if element.tag in _NOT_A_LEAD:
        return False
    shortest, longest = LEAD_LENGTHS
    if not shortest <= len(words) <= longest or not words.endswith((".", "!", "?", "”", '"')):
        return False
    return not any(ancestor.tag in _NOT_A_LEAD for ancestor in element.iterancestors())


def words_of(element: HtmlElement) -> str:
    """Return an element's text with single spaces; nothing of a comment."""
    if not isinstance(element.tag, str):
        return ""
    return " ".join(element.text_content().split())


def _remove_hidden(tree: HtmlElement) -> None:
    """Remove what bears `hidden` or a style that hides it, unless that is most of the page."""
    hidden = [element for element in tree.iter() if _is_hidden(element)]
    length = sum(len(words_of(element)) for element in hidden)
    if length > MOST_HIDDEN * len(words_of(tree)):
        return
    for element in hidden:
        if element.getparent() is not None:
            element.drop_tree()


def _is_hidden(element: HtmlElement) -> bool:
    if not isinstance(element.tag, str) or element.tag in {"html", "body"}:
        return False
    if element.get("hidden") is not None and element.get("hidden") != "until-found":
        return True
    return bool(_HIDDEN_STYLE.search(element.get("style") or ""))


def _unwrap_layout_tables(tree: HtmlElement) -> None:
    """Make divisions of the tables that hold paragraphs: they are layout and no data."""
    for table in list(tree.iter("table")):
        if table.find(".//p") is None or table.find(".//th") is not None:
            continue
        for element in table.iter(*_CELLS):
            element.tag = _CELLS[str(element.tag)]


def _mark_quotations(tree: HtmlElement) -> None:
    """Put quotation marks around block quotations and `q`, and whoever is credited in front."""
    for quotation in list(tree.iter("q")):
        if not words_of(quotation).startswith(tuple(_OPENING)):
            _enclose([quotation])
    quotations = [
        quotation
        for quotation in tree.iter("blockquote")
        if not any(ancestor.tag == "blockquote" for ancestor in quotation.iterancestors())
    ]
    length = sum(len(words_of(quotation)) for quotation in quotations)
    if length > MOST_QUOTED * len(words_of(tree)):
        return
    for quotation in quotations:
        _mark_quotation(quotation)


def _mark_quotation(quotation: HtmlElement) -> None:
    speaker = _take_credit(quotation)
    parts = [part for part in quotation.iter("p") if words_of(part)]
    parts = parts or [quotation]
    if not words_of(parts[0]):
        return
    if not words_of(parts[0]).startswith(tuple(_OPENING)):
        _enclose(parts)
    if speaker:
        parts[0].text = f"{speaker}: {(parts[0].text or '').lstrip()}"
    # trafilatura drops the quotations of embedded posts.
    quotation.tag = "div"
    quotation.attrib.pop("class", None)


def _enclose(parts: list[HtmlElement]) -> None:
    """Put an opening mark before each part, and a closing mark behind the last one."""
    for part in parts:
        part.text = f"“{(part.text or '').lstrip()}"
    last = parts[-1]
    if len(last):
        end = last[-1]
        end.tail = f"{(end.tail or '').rstrip()}”"
    else:
        last.text = f"{(last.text or '').rstrip()}”"


def _take_credit(quotation: HtmlElement) -> str:
    """Take the words that say whose words these are out of a quotation; return the name."""
    for element in quotation.iter("cite", "footer", "figcaption"):
        name = _name(words_of(element).lstrip("—–- "))
        if name:
            element.drop_tree()
            return name
    parts = list(quotation)
    if not parts or parts[-1].tag not in {"p", "a"}:
        return ""
    # `<p>…</p>— Ada Thorn (@thorn) <a>March 3, 2021</a>`
    last_paragraph = next((part for part in reversed(parts) if part.tag == "p"), None)
    if last_paragraph is None:
        return ""
    credit = _CREDIT.fullmatch(last_paragraph.tail or "")
    if credit is not None:
        last_paragraph.tail = None
        for part in last_paragraph.itersiblings():
            part.drop_tree()
        return _name(credit["name"])
    credit = _CREDIT.fullmatch(words_of(last_paragraph))
    if credit is None or last_paragraph is parts[0]:
        return ""
    last_paragraph.drop_tree()
    return _name(credit["name"])


def _name(words: str) -> str:
    """Return the name at the beginning of a credit; empty if it is none."""
    words = words.strip()
    if len(words) > LONGEST_CREDIT:
        return ""
    name = _BEHIND_A_NAME.sub("", words).strip()
    return name if name[:1].isupper() else ""
