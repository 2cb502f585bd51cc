"""Names where people put them: after a greeting or a title, below a sign-off, after "my name is"."""

from __future__ import annotations

import re

from feedback_api.personal.greetings import FAREWELL, HELLO, THANKS

NAME = "[name]"
ANYBODY = r"(?:mrs?|ms|miss|dr|prof|herrn?|frau|mme|mlle|sra?|monsieur|madame|mevrouw|meneer)"
# Once read, a title is no name any more: hence the possessive star. "M." and "Sig" may be names.
_AFTER_TITLE = r"(?:\.[ \t]*|[ \t]+)(?:(?:and|und|et|y|&)[ \t]+(?=(?:mrs?|ms|dr|prof|herrn?|frau|mme|sra?)\b))?"
_TITLE = rf"(?:(?:{ANYBODY}{_AFTER_TITLE})*+(?:(?:m\.|sig\.?)[ \t]+)?)"
_REST = r"(?:['\u2019-][^\W\d_]+)*"
_INITIAL = r"[^\W\d_a-z]\."
# The full stop of an initial belongs to the name, that of another word may end the sentence.
_ONE = (
    rf"(?!I\b|(?i:{ANYBODY})\b)"
    rf"(?:(?:{_INITIAL})+|[^\W\d_a-z](?:[^\W\d_]+{_REST}\.?|{_REST}(?!['\u2019\-\w.])))"
)
# Parts of a name in small letters: "van der Berg", "de la Cruz". Alone, an article is none: "Danke der Nachfrage".
_OF = r"(?:(?:van|von)[ \t]+(?:(?:der|den|de|dem|het)[ \t]+)?|(?:de[ \t]+la|di|del|della|dos|bin|ter|ten)[ \t]+)?"
# Behind a first name more of them stand: "Jan de Vries", "María de los Ángeles Ruiz".
_BETWEEN = (
    r"(?:(?:van|von|der|den|de|dem|het|di|del|della|dos|das|do|da|du|la|le|los|las|al|el|bin|ben|ibn|ter|ten|te|zu|zum|"
    r"zur|af|av|['\u2019]t)[ \t]+){0,3}"
)
NAMES = rf"{_OF}{_ONE}(?:[ \t]+{_BETWEEN}{_ONE}){{0,4}}"
_ONE_OR_TWO = rf"{NAMES}(?:[ \t]+(?:und|and|&|et|y|u\.)[ \t]+{NAMES})?"
# What stands between two who are greeted, each with a word of greeting or not: "Liebe Anna, lieber Peter".
_WITH = r"(?:[ \t]+(?:und|and|oder|or|et|y|u\.|&|\+)[ \t]+|[ \t]?/[ \t]?)"
_SMALL = rf"{_OF}[^\W\d_]{{2,20}}{_REST}"
_END_OF_NAME = r"(?:(?=\s*(?:[,!?.:;\n\u2026]|$)|\s{1,3}-{1,2}\s)|(?<=\W[^\W\d_a-z]\.)(?=\s+[^\W\d_A-Z]))"
# Before it a company or a job may stand: "Thanks, Bob Smith, CEO".
_END_OF_LINE = r"(?=(?:[ \t]?[|,][ \t]?[^\W\d_a-z][^\n,.?!|]{0,40})?[ \t]*[.!]*[ \t]*(?:\n|\Z))"
_END_OF_TEXT = r"(?=[ \t]*[.!]*\s*\Z)"
# What stands where a name would, and is none.
NO_NAME = (
    r"(?!(?:there|team|all|everyone|everybody|anyone|anybody|someone|somebody|support|sir|madam|help|customer|folks|"
    r"friends?|mate|guys|ladies|gentlemen|world|zusammen|damen|herren|leute|kundenservice|kollegen|again|nochmal|bye|"
    r"best|kind|warm|beste|viele|liebe|gr(?:ü|ue)(?:ß|ss)e?n?|gru(?:ß|ss)|regards|thanks|thank|danke|vielen|und|and|"
    r"or|but|for|in|so|very|much|you|your|"
    r"the|this|that|these|it|its|we|i|my|is|are|was|can|could|how|what|why|when|where|which|who|yes|no|not|sorry|ok|"
    r"okay|please|bitte|just|quick|question|hope|sent|any|some|here|now|asap|cheers|a|an|to|of|on|at|from|with|"
    r"everything|nothing|it's|i'm|i've|does|did|do|has|have|since|after|before|because|works?|working|solved|done|"
    r"problem|issue|error|fehler|frage|passwort|password)\b)"
)
# At the beginning, or where a sentence begins: "It fails. Hi John, please help"; twice in "Hallo lieber Peter".
_GREETS = rf"(?im:((?:^|[.!?\u2026][ \t]{{1,3}})[^\S\n]*(?:(?:{HELLO})\s+){{1,2}}{NO_NAME}{_TITLE}))"
GREETING = re.compile(rf"{_GREETS}({_ONE_OR_TWO}){_END_OF_NAME}")
# In small letters one word counts, or two that are joined, and only when a sign or a line's end says that the greeting
# ends there and something follows: "hello world" is no greeting.
# Without a sign after it, a name is one only when a sentence begins there: "Hi John it fails", not "Hello Kitty theme".
_SENTENCE = (
    r"(?=[ \t]+(?i:i|i['\u2019](?:m|ve|d|ll)|it|it['\u2019]s|we|my|our|the|this|that|there|they|"
    r"can(?:['\u2019]?t|not)?|could|would|will|how|why|when|what|where|who|which|please|your|you|just|if|sorry|"
    r"thanks|thank|ich|wir|es|das|die|"
    r"der|meine?|unsere?|kann|kannst|könnt|können|könnten|leider|wie|warum|wo|wieso|wenn|bitte|danke|ihr|du|sie|je|il|"
    r"elle|nous|vous|mon|ma|comment|pourquoi|yo|mi|se|no|non|ho|ciò)(?:[ \t,.!?:;]|$))"
)
OPEN_GREETING = re.compile(rf"{_GREETS}({_ONE_OR_TWO}){_SENTENCE}")
# To be looked for once the first name is replaced.
ALSO_GREETED = re.compile(
    rf"(\[name\](?i:(?:,?{_WITH}|,[ \t]*)(?:{HELLO})\s+{NO_NAME}{_TITLE}))({NAMES}){_END_OF_NAME}"
)
# A title says that a name follows, wherever it stands.
TITLED_NAME = re.compile(
    r"((?<!\w)(?:Mrs?|Ms|Miss|Dr|Prof|Herrn?|Frau|Mme|Mlle|Señora?|Signora?)\.?[ \t]+"
    r"(?:(?:Dr|Prof|[Mm]ed|[Jj]ur|[Pp]hil|[Rr]er|[Nn]at)\.[ \t]*|(?:Dr|Prof)[ \t]+){0,4}+)"
    rf"((?:(?:van|von|der|den|de|dem|het|la|le|du|zu|zum|zur|di|del|della|dos|bin|ter|ten)[ \t]+){{0,3}}"
    rf"(?:{_INITIAL}[ \t]*){{0,3}}{_ONE}"
    rf"(?:[ \t]+{_OF}{_ONE})?)"
)
SMALL_GREETING = re.compile(
    rf"(^[ \t]*(?:{HELLO})[ \t]+{NO_NAME}{_TITLE})({_SMALL}(?:{_WITH}{_SMALL})?)"
    r"(?=[ \t]*(?:[,!][ \t]*\S|[,!]?[ \t]*\n\s*\S))",
    re.IGNORECASE | re.MULTILINE,
)
# After a title in a greeting one word in small letters counts without any sign; "hi ms office" and "hi miss you" have
# none.
_SMALL_TITLE = r"(?:mrs?\b\.?|(?:ms|dr|prof)\.|herrn?\b|frau\b|mme\b|mlle\b|señora?\b|sra?\.)"
SMALL_TITLED_GREETING = re.compile(
    rf"(^[ \t]*(?:{HELLO})[ \t]+(?:{_SMALL_TITLE}[ \t]*(?:(?:and|und|et|y|&)[ \t]+(?={_SMALL_TITLE}))?)++{NO_NAME}"
    rf"(?!(?:ich|wir|du|sie|es|das|die|der|mein|meine|unser|je|nous|mon|ma|ce|yo|mi)\b))({_SMALL})(?!\w)",
    re.IGNORECASE | re.MULTILINE,
)
SIGNATURE = re.compile(
    rf"(?im:((?:{THANKS})[ \t]{{0,2}}[,.!]?(?:\s|--){{1,20}}+{NO_NAME}{_TITLE}))({_ONE_OR_TWO}){_END_OF_LINE}"
)
_OWN_LINE = rf"^[ \t]*(?:{FAREWELL})[ \t]*[,.!]*[ \t]*\n\s*+(?:-{{1,2}}[ \t]*)?{NO_NAME}{_TITLE}"
LINE_SIGNATURE = re.compile(rf"(?im:({_OWN_LINE}))({_ONE_OR_TWO}){_END_OF_LINE}")
# In small letters only one word that the text ends with.
SMALL_SIGNATURE = re.compile(rf"({_OWN_LINE})({_SMALL}){_END_OF_TEXT}", re.IGNORECASE | re.MULTILINE)
# Behind words that end a letter alone, two of them.
_ENDS_A_LETTER = (
    r"yours (?:sincerely|faithfully|truly)|(?:kind |best |warm )?regards|sincerely(?: yours)?|"
    r"mit freundlichen gr(?:ü|ue)(?:ß|ss)en|hochachtungsvoll"
)
SMALL_LETTER_SIGNATURE = re.compile(
    rf"(^[ \t]*(?:{_ENDS_A_LETTER})[ \t]*[,.!]*[ \t]*\n\s*{NO_NAME})({_SMALL}[ \t]+{_SMALL}){_END_OF_TEXT}",
    re.IGNORECASE | re.MULTILINE,
)
# At the end of the text other words may stand between: "Thanks for a quick answer. Anna", "Greetings from Lyon, Anna".
LAST_SIGNATURE = re.compile(
    rf"(?im:((?:^|[.!?)]\s)[ \t]*(?:(?:[^\W\d_]+ ){{0,2}}(?:{THANKS})(?: [^\W\d_]+){{0,6}}|best|bye)"
    rf"[ \t]*(?:[,!.]+|\n)\s*+{NO_NAME}{_TITLE}))({_ONE_OR_TWO}){_END_OF_TEXT}"
)
SHORT_SIGNATURE = re.compile(rf"((?:^|[.!?)]\s)[ \t]*[LV]G[ \t]+)({NAMES}){_END_OF_LINE}", re.MULTILINE)
# Below a dash, but not the last of a list.
DASH_SIGNATURE = re.compile(rf"(?im:([.!?\n)][ \t]*\n[ \t]*-{{1,3}}[ \t]?{NO_NAME}))({NAMES}){_END_OF_TEXT}")
_CALLED = r"(?:my name(?: is|['\u2019]s)|mein name ist|ich hei(?:ß|ss)e|je m['\u2019]appelle|me llamo|mi chiamo)"
CALLED_NAME = re.compile(rf"(?i:\b({_CALLED}\s+))({NAMES})")
# In small letters only where the sentence goes on as after a name: "my name is jo and i ...", not "is wrong and".
_NO_STATE = (
    r"(?!(?:not|no|wrong|missing|gone|shown|hidden|there|here|the|this|in|on|now|also|still|only|too|very|visible|"
    r"public|private|known|stored|kept|correct|right|incorrect|misspelled|different|old|new|nicht|kein|falsch|weg|"
    r"sichtbar|noch|auch|da|hier|richtig|das|der|die|pas|no|mal|already|taken|used|spelled|spelt|written|printed|"
    r"displayed|being|getting|never|always|cut|empty|blank|longer|schon|bereits|immer|leer|vergeben)\b)"
)
SMALL_CALLED_NAME = re.compile(
    rf"\b({_CALLED}\s+)"
    rf"{_NO_STATE}({_SMALL}(?:[ \t]+{_NO_STATE}(?!(?:and|und|et|y|e|from|of|aus|von|de)\b){_SMALL})?)"
    r"(?=[ \t]*(?:[,.!;\n]|\Z|(?:and|und|et|y|e)[ \t]+(?:i|my|we|ich|mein|wir|je|mon|yo|mi|ho|the|this|it|our|"
    r"die|der|das|unser)\b|from\b|aus\b))",
    re.IGNORECASE,
)
# Who says "I am" gives two names, or one and where they are from; what follows tells that nothing else was meant.
_INTRODUCES = r"(?:I am|I['\u2019]m|[Ii]ch bin|[Hh]ier (?:spricht|schreibt)|[Jj]e suis|[Ss]oy|[Ss]ono)"
_NO_PRODUCT = (
    r"(?!(?:Internet|Microsoft|Google|Apple|Windows|Visual|Mac|Android|Amazon|Open|Red|Help|Support|Customer|Product|"
    r"Project|Team|Head|Chief|Vice|Senior|Junior|General|Managing|New|South|North|East|West|Great|United|Saudi|"
    r"Data|Human|Step|Version|Chapter|Part|Page)\b)"
)
_GOES_ON_AFTER = (
    r"(?=[ \t]*(?:[,.!;(\n-]|\Z)|[ \t]+(?:and|from|of|at|with|in|und|aus|von|vom|bei|et|y|e|speaking|here|writing|"
    r"i|we|my)\b)"
)
INTRODUCED_NAME = re.compile(
    rf"(?<!\w)({_INTRODUCES}[ \t]+){_NO_PRODUCT}({_ONE}(?:[ \t]+{_OF}{_ONE}){{1,2}}){_GOES_ON_AFTER}"
)
# Who begins with their name goes on with what is theirs: "This is Sarah Connor, my order is late".
SAYS_WHO = re.compile(
    rf"(?im:((?:^|[.!?,]\s)[ \t]*(?:this is|hier ist)[ \t]+)){_NO_PRODUCT}({_ONE}[ \t]+{_OF}{_ONE})"
    r"(?=[ \t]*[,.;-]?[ \t]+(?i:my|our|i|from|calling|meine?|unsere?|ich)\b)"
)
FROM_SOMEWHERE = re.compile(
    rf"(?<!\w)((?:I am|I['\u2019]m|[Tt]his is|[Hh]ier ist)[ \t]+){_NO_PRODUCT}"
    r"([^\W\d_a-z][a-zà-ÿ]{2,20}(?:[ \t]+[^\W\d_a-z][a-zà-ÿ]{2,20})?)"
    r"(?=[ \t]+(?:(?:from|at|aus|vom|von)[ \t]+(?:the[ \t]+|der[ \t]+)?[A-ZÀ-Þ][\w.&-]+|speaking\b|writing\b))"
)
# A field of a form that was sent as a mail; "Name: config.yml" and "name: material" are no persons.
NAME_FIELD = re.compile(
    r"(?im:(^[ \t]*(?:your |full |first |last |customer |ihr )?(?:name|surname|vorname|nachname|nom)[ \t]*:[ \t]*))"
    rf"({NAMES}|[^\W\d_]+{_REST}\.?(?:[ \t]+[^\W\d_]+{_REST}\.?){{1,3}})(?=[ \t]*(?:\n|\Z))"
)
# Of a mail that is repeated; one word may be the name of a desk.
SENDER = re.compile(rf"(?im:(^[ \t]*(?:from|von|to|an):[ \t]+))({_ONE}[ \t]+{_OF}{_ONE})(?=[ \t]*(?:\n|\Z|<|\[))")
ON_BEHALF = re.compile(rf"(\bi\.[ \t]?[AV]\.[ \t]+{_TITLE})({NAMES})")
