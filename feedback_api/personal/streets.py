"""Streets with the number of a house, known by form in English, German and French."""

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
    rf"Tap|Then)\b)(?:{_CAPITAL}[ ]){{1,3}}(?:Drive|Dr|Court|Ct|Close|Crescent|Terrace|St|Ln|Ave|Rd)"
    r"(?=[ \t]*(?:[,.;!?)\n]|$)|[ ](?:in|near|[NS][EW])\b)"
)
_FRENCH = (
    r"(?<![\w.,-])\d{1,4}(?:[ ](?:bis|ter))?,?[ ](?i:rue|avenue|boulevard|chemin|impasse)[ ]"
    rf"(?:(?:de|du|des|la|le)[ ]|[dl]['\u2019]){{0,2}}{_CAPITAL}"
)
STREET_ADDRESS = re.compile(rf"({_GERMAN}|{_ENGLISH}|{_FRENCH})")
