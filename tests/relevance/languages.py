"""A small help centre in several languages, and what its readers ask."""

from __future__ import annotations

from publishing.catalogue import Article
from tests.search_service.conftest import make_article

GERMAN = {
    "passwort": ("Passwort zurücksetzen", "Wir schicken Ihnen einen Link, mit dem Sie ein neues Kennwort wählen."),
    "rechnung": ("Rechnungen herunterladen", "Unter Abrechnung finden Sie jede Rechnung als PDF-Datei."),
    "adresse": ("Lieferadresse ändern", "Solange das Paket nicht versandt ist, ändern Sie die Anschrift im Konto."),
    "kuendigen": ("Vertrag kündigen", "Die Kündigungsfrist beträgt vier Wochen zum Monatsende."),
    "loeschen": ("Benutzerkonto löschen", "Gelöschte Konten lassen sich nicht wiederherstellen."),
    "zahlung": ("Zahlungsarten", "Bezahlen Sie mit Lastschrift, Kreditkarte oder auf Rechnung."),
    "strasse": ("Straßenkarte drucken", "Die Karte der Straßen lässt sich als Bild speichern und drucken."),
    "drucker": ("Drucker einrichten", "Verbinden Sie das Gerät mit dem WLAN und drucken Sie eine Testseite."),
    "einladen": ("Kollegen einladen", "Neue Mitarbeiterinnen und Mitarbeiter bekommen eine Einladung per E-Mail."),
    "sprache": ("Sprache der Oberfläche wechseln", "Die Anzeigesprache stellen Sie in den Einstellungen um."),
    "ausfall": ("Störungen und Ausfälle", "Die Statusseite zeigt, welche Dienste gerade gestört sind."),
    "rueckgabe": ("Waren zurückgeben", "Für Rücksendungen haben Sie dreißig Tage Zeit; das Geld wird erstattet."),
}
# The question as it is typed, and the article that answers it.
GERMAN_QUESTIONS = {
    "passwort vergessen": "passwort",
    "wie kann ich mein Passwort zurücksetzen": "passwort",
    "neues kennwort": "passwort",
    "passwrot": "passwort",
    "rechnung": "rechnung",
    "meine Rechnungen als pdf": "rechnung",
    "rechnungsdownload herunterladen": "rechnung",
    "lieferadresse aendern": "adresse",
    "adresse ändern": "adresse",
    "anschrift geändert": "adresse",
    "kuendigungsfrist": "kuendigen",
    "Wie kündige ich meinen Vertrag?": "kuendigen",
    "kündigung": "kuendigen",
    "konto loeschen": "loeschen",
    "account gelöscht benutzerkonto": "loeschen",
    "mit kreditkarte bezahlen": "zahlung",
    "zahlungsart": "zahlung",
    "strassen drucken": "strasse",
    "straßenkarte": "strasse",
    "drucker wlan": "drucker",
    "druckt nicht": "drucker",
    "mitarbeiter einladen": "einladen",
    "einladung an kollegin": "einladen",
    "sprache umstellen": "sprache",
    "anzeigesprache": "sprache",
    "dienst ist ausgefallen": "ausfall",
    "störung": "ausfall",
    "stoerung": "ausfall",
    "rücksendung": "rueckgabe",
    "ware zurueckgeben": "rueckgabe",
    "geld zurück erstattung": "rueckgabe",
}
OTHERS = {
    "ja": {
        "ja-password": ("パスワードをリセットする", "メールで届くリンクから新しいパスワードを設定します。"),
        "ja-invoice": ("請求書をダウンロードする", "請求書は支払い画面からPDFで保存できます。"),
        "ja-delete": ("アカウントを削除する", "削除したアカウントは元に戻せません。"),
    },
    "zh": {
        "zh-password": ("重置密码", "通过邮件中的链接设置新密码。"),
        "zh-invoice": ("下载发票", "您可以在账单页面以PDF格式保存发票。"),
        "zh-delete": ("删除账户", "已删除的账户无法恢复。"),
    },
    "fr": {
        "fr-password": ("Réinitialiser le mot de passe", "Choisissez un nouveau mot de passe grâce au lien reçu."),
        "fr-invoice": ("Télécharger les factures", "Vos factures se trouvent dans l'espace de paiement."),
        "fr-delete": ("Supprimer un compte", "Les comptes supprimés ne peuvent pas être rétablis."),
    },
}
OTHER_QUESTIONS = {
    "パスワード": "ja-password",
    "パスワードを忘れた リセット": "ja-password",
    "請求書 PDF": "ja-invoice",
    "アカウント削除": "ja-delete",
    "忘记密码": "zh-password",
    "怎么下载发票": "zh-invoice",
    "账户 删除": "zh-delete",
    "mots de passe": "fr-password",
    "facture": "fr-invoice",
    "telecharger une facture": "fr-invoice",
    "suppression de compte supprimer": "fr-delete",
    "l\u2019espace de paiement": "fr-invoice",
}


def articles() -> list[Article]:
    """Write the articles of every language."""
    written = [make_article(name, title, ("", "", text), lang="de") for name, (title, text) in GERMAN.items()]
    for language, of_language in OTHERS.items():
        written += [
            make_article(name, title, ("", "", text), lang=language, url=f"{language}/{name}/")
            for name, (title, text) in of_language.items()
        ]
    english = {"en-password": "Reset your password", "en-invoice": "Download invoices", "en-pdf": "Print a PDF"}
    return [*written, *(make_article(name, title, ("", "", title)) for name, title in english.items())]
