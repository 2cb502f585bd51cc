"""What nobody means to search for, and programs send all the same."""

from __future__ import annotations

from itertools import cycle, islice

MAIL = (
    "Hello, since yesterday I cannot log in any more. I did not get the e-mail with the link to reset my password, "
    "although I have looked into the spam folder twice. My colleague tells me that there was a message on the status "
    "page last week. Could you please have a look? I need the export of the statistics for a meeting on Thursday. "
)

ANSWERED = {
    "empty": "",
    "blank": " \t\n",
    "only stop words": "how do i the of and to",
    "only punctuation": "?!... --- ,,, ()[]{}",
    "control characters": "pass\x00word\x07\x1b[31m \x7f\r\n",
    "right to left": "\u202eكيف أغير كلمة المرور\u202c שלום",
    "combining characters": "p" + "\u0301" * 500 + "assword" + "\u0327" * 500,
    "query syntax": 'title:(password AND NOT "reset) OR user:admin^4 [a TO z} ~2 re?et* -x +y /a.*b/',
    "html": "<script>alert(1)</script><b>password</b>&lt;",
    "SQL": "'; DROP TABLE searches; --",
    "one long word": "x" * 4000,
    "4,000 stars": "*" * 4000,
    "4,000 characters of words": " ".join(islice(cycle(f"word{number}" for number in range(700)), 500))[:4000],
    "a misspelling in each word": "pasword exprot invioce refnud emial phoen statsitics spredsheet billign wirte",
    "no spaces": "パスワードを変更する方法を教えてください" * 100,
    "emoji": "🔥" * 500,
    "a pasted e-mail": (MAIL * 8)[:2000],
    "a pasted e-mail with lines": f"{MAIL}\n-----\n{MAIL}\n***\n-- \n🔥\n",
}
REFUSED = {
    "10,000 characters": ("q", "a" * 10_000),
    "a million stars": ("q", "*" * 1_000_000),
    "a limit below zero": ("limit", "-1"),
    "a limit beyond all": ("limit", "10000000"),
    "an offset beyond all": ("offset", "1" + "0" * 30),
    "no number": ("limit", "ten"),
    "a kind that is none": ("kind", "poem"),
    "a language of a thousand letters": ("lang", "x" * 1000),
}
