"""Streets with the number of a house, known by form in English, German, French, Italian, Spanish and Dutch."""

from __future__ import annotations

import re

_CAPITAL = r"[^\W\d_a-z][\w'\u2019.-]{0,30}"
_HOUSE = r"[ ]\d{1,4}(?:[ ]?[a-z])?(?![\w]|[.,]\d)"
_TOWN = rf"(?:,?\s+(?:D-)?\d{{5}}[ ]{_CAPITAL})"
# What ends so too, and is no street: "Speicherplatz 5", "Substring 3", "Lösungsweg 2".
_NO_STREET = (
    r"(?!(?i:\w*(?:speicher|arbeits|sitz|steck|stell|park|lade|lager)platz|\w*s[tp]ring|(?:um|aus|rück|hin|mittel)weg|"
    r"\w*(?:lösungs|zahlungs|bezahl|versand|vertriebs|rechts|kontakt|liefer)weg|bahnsteig)\b)"
)
_GERMAN = (
    rf"(?<![\w.-])(?:(?:{_CAPITAL}[ -]){{0,2}}[^\W\d_]{{1,30}}(?:stra(?:ß|ss)e|str\.?|allee|gasse|chaussee)|"
    rf"(?:{_CAPITAL}[ -]){{1,2}}(?:Stra(?:ß|ss)e|Str\.?|Allee|Gasse|Chaussee)|"
    rf"{_NO_STREET}[^\W\d_a-z][^\W\d_]{{1,30}}(?:weg|platz|damm|ufer|steig|(?<![aeiouy])ring)|"
    rf"(?!(?:Unser|Dieser|Ihr|Mein|Der|Jeder|Erster|Zweiter|Neuer|Weiterer)[ ])[^\W\d_a-z][^\W\d_]{{1,30}}er[ ]"
    r"(?:Platz|Ring|Weg|Damm|Ufer)|"
    r"(?:Am|An[ ]de[rn]|Auf[ ]de[mr]|Im|In[ ]de[rn]|Zum|Zur|Unter[ ]den|Beim)[ ]"
    r"(?i:[^\W\d_]{0,20}(?:hof|berg|bach|wald|teich|anger|graben|linden|alster|mühle|brunnen|hang|schloss|weiher|dom|"
    rf"kirche|rathaus|markt)))(?:{_HOUSE}){_TOWN}?|"
    # Whatever it is called, above or before the number and name of a town.
    rf"(?<![\w.-]){_CAPITAL}[ ](?:(?:de[nrm]|{_CAPITAL})[ ]){{0,3}}\d{{1,4}}(?:[ ]?[a-z])?{_TOWN}"
)
_ENGLISH = (
    rf"(?<![\w.,-])\d{{1,5}}[a-zA-Z]?[ ](?:{_CAPITAL}[ ]){{1,3}}(?:Street|Str?\.|Road|Rd\.|Avenue|Ave\.|Lane|Boulevard|"
    r"Blvd\.)(?!\w)|"
    # These are other things too: "3 Google Drive links", "2 Click Close".
    r"(?<![\w.,-])\d{1,5}[a-zA-Z]?[ ]"
    r"(?!(?:Google|Microsoft|One|Shared|Flash|Hard|USB|My|Team|Cloud|External|Network|Click|Press|Select|Choose|Open|"
    rf"Tap|Then)\b)(?:{_CAPITAL}[ ]){{1,3}}"
    r"(?:Drive|Dr|Court|Ct|Close|Crescent|Terrace|Way|Place|Gardens|Grove|St|Ln|Ave|Rd)"
    r"(?=[ \t]*(?:[,.;!?)\n]|$)|[ ](?:in|near|[NS][EW])\b)"
)
_FRENCH = (
    r"(?<![\w.,-])\d{1,4}(?:[ ](?:bis|ter))?,?[ ](?i:rue|avenue|boulevard|chemin|impasse)[ ]"
    rf"(?:(?:de|du|des|la|le)[ ]|[dl]['\u2019]){{0,2}}{_CAPITAL}"
)
_ITS_NUMBER = r"(?:,?[ ](?:n\.?[º°]?[ ]?)?\d{1,4}(?:[/-]?[a-zA-Z])?(?![\w]|[.,]\d)|,?[ ]s/n(?!\w))"
_OF_THE = r"(?:(?:do|da|dos|das|de|del|della|delle|dei|degli|la|las|los|lo|el|san|santa)[ ]|dell['\u2019]|d['\u2019])"
# In the middle of a sentence "via" also says how: "via Chrome 120". A place behind the number tells the street.
_NO_WAY = (
    r"(?!(?:Chrome|Firefox|Safari|Edge|Opera|Windows|Android|Linux|Python|Docker|Port|Proxy|Outlook|Teams|Schritt|Step)"
    r"[ ])(?![A-Z]{2,}\b)"
)
_ROMANCE = (
    rf"(?<![\w.-])(?:(?i:viale|piazza|piazzale|corso|vicolo|calle|avenida|avda?\.|av\.|plaza|paseo|camino|ronda|rua|"
    rf"travessa|praça|largo)[ ]{_OF_THE}{{0,3}}(?:{_CAPITAL}[ ])?{_CAPITAL}{_ITS_NUMBER}|C/[ ]?{_OF_THE}{{0,3}}"
    rf"(?:{_CAPITAL}[ ])?{_CAPITAL}{_ITS_NUMBER}|"
    rf"R\.[ ]{_OF_THE}{{0,3}}(?:{_CAPITAL}[ ])?{_CAPITAL},[ ]\d{{1,4}}(?!\w)|"
    rf"(?i:via)[ ]{_NO_WAY}{_OF_THE}{{0,3}}(?:{_CAPITAL}[ ])?{_CAPITAL}(?!,?[ ](?:19|20)\d\d)"
    rf"{_ITS_NUMBER}(?=,[ ]?(?:\d{{5}}[ ])?{_CAPITAL}|"
    r"[ ]?[-(,][ ]?\d{5}|[ ](?:a|in)[ ][A-Z]|[ \t]*(?:\n|\Z)))"
)
_DUTCH = (
    r"(?<![\w.-])(?!Straat)(?:(?:Lange|Korte|Oude|Nieuwe)[ ])?"
    rf"[^\W\d_a-z][^\W\d_]{{2,30}}(?:straat|laan|plein|gracht|kade|dijk|singel|hout){_HOUSE}"
)
_BOX = (
    r"(?<!\w)(?:P\.?[ ]?O\.?[ ]Box|Postfach|Apartado(?:[ ]de[ ]correos)?|Casella[ ]postale|Boîte[ ]postale)"
    r"[ ]\d[\d ]{1,8}(?<=\d)"
)
STREET_ADDRESS = re.compile(rf"({_GERMAN}|{_ENGLISH}|{_FRENCH}|{_ROMANCE}|{_DUTCH}|{_BOX})")
