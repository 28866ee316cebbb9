"""Which passwords are refused: short ones, and those that are made of what everybody tries first.

The list is ours: words that common passwords are made of (English ones, council and football words, rows of keys), read
with figures for letters undone. No rules about capitals or signs, no expiry (NCSC, NIST SP 800-63B).
"""

import re
from collections.abc import Iterable

LEAST = 12
MOST = 1000

SHORT = f"Enter a password of at least {LEAST} characters. Three random words are a good one"
LONG = f"Enter a password of {MOST:,} characters or fewer"
COMMON = (
    "Enter a password that is harder to guess: this one is made of words, names or rows of keys that are tried first"
)
PERSONAL = "Enter a password without your name, your e-mail address or the council’s name in it"

FIGURES = str.maketrans({"0": "o", "1": "i", "3": "e", "4": "a", "5": "s", "7": "t", "@": "a", "$": "s", "!": "i"})

WORDS = """
    password passwort passphrase passcode pass word welcome letmein login logon signin admin administrator root user
    guest default changeme change secret secure security access account temp temporary test testing example sample demo
    hello iloveyou love loveyou sunshine princess dragon monkey football baseball superman batman starwars master
    shadow michael jordan jennifer jessica charlie thomas daniel george william harry robert andrew joshua matthew
    ashley hannah amanda sophie chelsea arsenal liverpool everton manchester united rangers celtic tottenham newcastle
    villa astonvilla westham england scotland wales london birmingham dudley wolverhampton sandwell walsall coventry
    spring summer autumn winter monday tuesday wednesday thursday friday saturday sunday january february march april
    may june july august september october november december christmas easter holiday weekend
    council children childrens services service social worker work works working team manager practice quality audit
    audits family families safeguarding ofsted help early centre center department office computer windows microsoft
    office outlook google facebook internet laptop desktop phone network system
    qwerty qwertyuiop asdf asdfgh asdfghjkl zxcv zxcvbn zxcvbnm qaz wsx edc qazwsx qwer qwert poiuy lkjhg
    abc abcd abcde abcdef abcdefg abcdefgh xyz trustno whatever blessed flower cheese banana chocolate cookie pepper
    ginger buster tigger rainbow unicorn butterfly pokemon
    correct horse battery staple correcthorsebatterystaple unknown nothing something anything forever freedom
    please my your the and for new old the is in me you one two three four five six seven eight nine ten
"""
TRIED_FIRST = frozenset(WORDS.split())
LONGEST_FIRST = sorted(TRIED_FIRST, key=lambda word: (-len(word), word))
ROWS = (
    "0123456789012345678901234567890",
    "qwertyuiopqwertyuiop",
    "asdfghjklasdfghjkl",
    "zxcvbnmzxcvbnm",
    "abcdefghijklmnopqrstuvwxyz",
    "1q2w3e4r5t6y7u8i9o0p",
    "qazwsxedcrfvtgbyhnujmikolp",
    "1qaz2wsx3edc4rfv5tgb6yhn7ujm",
)


def weakness(password: str, personal: Iterable[str] = ()) -> str | None:
    """The sentence that says why a password cannot be taken, or None. personal: names and addresses of its owner."""
    if len(password) < LEAST:
        return SHORT
    if len(password) > MOST:
        return LONG
    plain = password.casefold()
    if is_common(plain):
        return COMMON
    return PERSONAL if is_personal(plain, personal) else None


def is_common(plain: str) -> bool:
    """Whether what is left of a password, once figures and words that are tried first are gone, is next to nothing."""
    if len(set(plain)) < 5 or is_repeated(plain) or is_row(plain):
        return True
    return any(leftover(spelling) < 4 for spelling in (plain, plain.translate(FIGURES)))


def leftover(spelling: str) -> int:
    """How many letters are in no word of the list; of figures and signs only those beyond six count."""
    letters = re.sub(r"[\W\d_]+", " ", spelling)
    others = len(spelling) - len(letters.replace(" ", ""))
    for word in LONGEST_FIRST:
        letters = letters.replace(word, " ")
    return len(letters.replace(" ", "")) + max(0, others - 6)


def is_repeated(plain: str) -> bool:
    """A short piece over and over: abcabcabcabc, password spelled twice."""
    return any(
        plain == (plain[:size] * (len(plain) // size + 1))[: len(plain)]
        for size in range(1, min(6, len(plain) // 2) + 1)
    )


def is_row(plain: str) -> bool:
    """Along the keys, the figures or the alphabet, forwards or backwards."""
    once = re.sub(r"(.)\1+", r"\1", plain)
    return any(once in row or once in row[::-1] for row in ROWS)


def is_personal(plain: str, personal: Iterable[str]) -> bool:
    """Whether a password is mostly made of words from its owner's name, address or council."""
    words = {word for text in personal for word in re.split(r"[^a-z0-9]+", text.casefold()) if len(word) >= 4}
    left = plain
    for word in words:
        left = left.replace(word, "")
    return left != plain and len(re.sub(r"[^a-z]", "", left)) < 6
