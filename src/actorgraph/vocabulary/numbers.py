"""The numbers that are one word: `one` to `twenty`, then the tens."""

FROM_ONE = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen twenty"
)
FROM_THIRTY = "thirty forty fifty sixty seventy eighty ninety"

NUMBER_WORDS: dict[str, int] = {
    **{word: number for number, word in enumerate(FROM_ONE.split(), 1)},
    **{word: 10 * tens for tens, word in enumerate(FROM_THIRTY.split(), 3)},
}
