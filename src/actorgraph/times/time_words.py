"""The words of time expressions: names of days and months, numerals, holidays, directions."""

from actorgraph.vocabulary.numbers import NUMBER_WORDS

# Spelled out here: the names in Python's `calendar` follow the locale.
MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
# By their first three letters, which short names share: `Sept.`.
MONTH_NUMBERS = {name[:3].lower(): number for number, name in enumerate(MONTHS, 1)}
WEEKDAY_NUMBERS = {name.lower(): number for number, name in enumerate(WEEKDAYS)}
SATURDAY = WEEKDAY_NUMBERS["saturday"]
NUMERALS = {"a": 1, "an": 1, **NUMBER_WORDS}
TENS = {word: number for word, number in NUMERALS.items() if number >= 20}
# The months of a part of a year.
PORTIONS = {"quarter": 3, "half": 6}
ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4}
CENTURIES = {
    "eighteenth": 18,
    "nineteenth": 19,
    "twentieth": 20,
    "twenty-first": 21,
}
# By the first word of an expression such as `the beginning of`; every other one is late.
PARTS = {
    "early": "early",
    "earlier": "early",
    "beginning": "early",
    "start": "early",
    "first": "early",
    "mid": "mid",
    "middle": "mid",
}
# Holidays by month and day.
HOLIDAYS = {
    "new year's day": (1, 1),
    "epiphany": (1, 6),
    "valentine's day": (2, 14),
    "st. patrick's day": (3, 17),
    "may day": (5, 1),
    "bastille day": (7, 14),
    "halloween": (10, 31),
    "all saints' day": (11, 1),
    "armistice day": (11, 11),
    "veterans day": (11, 11),
    "christmas eve": (12, 24),
    "christmas": (12, 25),
    "christmas day": (12, 25),
    "boxing day": (12, 26),
    "new year's eve": (12, 31),
}
# Holidays by month, number and weekday.
MOVABLE_HOLIDAYS = {
    "martin luther king day": (1, 3, 0),
    "presidents' day": (2, 3, 0),
    "labor day": (9, 1, 0),
    "columbus day": (10, 2, 0),
    "thanksgiving": (11, 4, 3),
}
# Wars that news names without their years: the first and the last.
ERAS = {
    "first world war": (1914, 1918),
    "second world war": (1939, 1945),
    "world war i": (1914, 1918),
    "world war ii": (1939, 1945),
    "world war one": (1914, 1918),
    "world war two": (1939, 1945),
    "wwi": (1914, 1918),
    "wwii": (1939, 1945),
}
# The first words of `the last days of`.
LAST_PARTS = ("closing", "dying", "end", "final", "last", "late", "waning")
# How many weeks, months … from the present one a word leads.
SHIFTS = {"last": -1, "past": -1, "this": 0, "the": 0, "next": 1}
DAY_SHIFTS = {
    "day before yesterday": -2,
    "yesterday": -1,
    "last night": -1,
    "tomorrow": 1,
    "day after tomorrow": 2,
}
# How far `the next day` and `a year earlier` are from the time given before.
DIRECTIONS = {
    "later": 1,
    "after": 1,
    "afterwards": 1,
    "next": 1,
    "following": 1,
    "earlier": -1,
    "before": -1,
    "preceding": -1,
    "previous": -1,
    "same": 0,
}
# What half a unit is counted in.
HALVES = {"decade": (5, "year"), "year": (6, "month"), "hour": (30, "minute")}
FEW_DAYS = (2, 6)  # `a few days ago`: the latest and the earliest
AT_LEAST = ("more than", "over", "at least")
AHEAD = ("next", "coming")
BACK = ("last", "past")
HOURS_A_DAY = 24
DAYS_A_WEEK = 7
DAYS_A_MONTH = 30
# Of so many days after `in December`, half a month more or less no longer matters.
DAYS_BEYOND_A_MONTH = 21
YEARS_A_DECADE = 10
