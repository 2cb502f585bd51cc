"""Words that letters begin and end with, as patterns: who is greeted or signs stands beside them."""

from __future__ import annotations

HELLO = (
    r"hi|hello|hey|hiya|dear|good (?:morning|afternoon|evening|day)|hallo|moin|servus|"
    r"gr(?:ü|ue)(?:ß|ss) (?:gott|dich|euch|sie)|gr(?:ü|ue)ezi|greetings|liebe[rs]?|"
    r"guten (?:tag|morgen|abend)|sehr geehrte[rs]?|bonjour|bonsoir|salut|ch[eè]re?|hola|buen[oa]s (?:días|tardes)|"
    r"estimad[oa]|ciao|gentile|buongiorno|buonasera|ol[áà]|oi|prezad[oa]|bom dia|boa tarde|hoi|beste|geachte|hej|cześć|"
    r"dzień dobry"
)
# After these a name may stand on the same line.
THANKS = (
    r"regards|best wishes|wishes|greetings|thanks|thx|thank you|many thanks|cheers|sincerely|yours(?: truly)?|"
    r"gr(?:ü|ue)(?:ß|ss)e?n?|gru(?:ß|ss)|mfg|danke|(?:vielen|besten|herzlichen) dank|cordialement|merci|saludos|"
    r"gracias|"
    r"saluti|grazie|obrigad[oa]|abraços?|cumprimentos|groet(?:en|jes)?|bedankt|hälsningar|tack|mvh|pozdrawiam|dziękuję"
)
# These are a sign-off only on a line of their own.
FAREWELL = (
    rf"(?:[^\W\d_]{{1,20}} ){{0,3}}(?:{THANKS})(?: a (?:lot|bunch|million|ton))?|"
    r"(?:all (?:the|my) )?best|love|warmly|take care|see you(?: soon)?|bye|"
    r"have a (?:nice|good|great|lovely) (?:day|evening|weekend|one)|yours [^\W\d_]+|hochachtungsvoll|respectfully|"
    r"bis (?:bald|dann)|alles gute|ihre?|euer|eure|[lvb]g|bien à vous|à bientôt|amicalement|un saludo|"
    r"atentamente|cordialmente|(?:un )?abrazos?|cordiali saluti|a presto|atenciosamente|mvg|hoogachtend|"
    r"z (?:poważaniem|wyrazami szacunku)|(?:[^\W\d_]{1,20} ){1,8}salutations(?: [^\W\d_]{1,20}){0,3}"
)
