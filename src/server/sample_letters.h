#pragma once

#include <array>
#include <string_view>

namespace postamt::server {

enum class Enclosure { None, Invoice, Table, Picture };

/// The text of one sample message. "@" alone as the end of an address stands for the demo's domain.
struct SampleLetter {
    std::string_view user; ///< in whose mailbox it lies
    std::string_view mailbox;
    int hoursAgo;
    std::string_view flags; ///< S seen, A answered, F flagged, D draft
    std::string_view from; ///< "Name <address>"
    std::string_view to;
    std::string_view id; ///< Message-ID without brackets and domain
    std::string_view answers; ///< the ids it refers to, the oldest first, blanks between
    std::string_view subject;
    std::string_view text;
    std::string_view html;
    Enclosure enclosure;
};

inline constexpr std::string_view aliceName = "Alice Sommerfeld <alice@>";
inline constexpr std::string_view bobName = "Bob Lindqvist <bob@>";

// The thread about the mountains lies with both: what one sent the other has received.
inline constexpr std::string_view hikeAsk = R"(Hallo Alice,

hast du am Wochenende schon etwas vor? Der Wetterbericht verspricht Sonne, und auf dem Höhenweg über
dem Schliersee soll noch kein Schnee liegen. Mit dem Zug um 7:42 wären wir gegen neun am Einstieg.

Viele Grüße
Bob
)";

inline constexpr std::string_view hikeAnswer = R"(Lieber Bob,

sehr gern! Ich bringe Brot, Käse und die Thermoskanne mit. Fährst du von München-Ost oder treffen wir
uns am Bahnsteig?

> Mit dem Zug um 7:42 wären wir gegen neun am Einstieg.

7:42 schaffe ich, wenn mich jemand weckt. ;-)

Alice
)";

inline constexpr std::string_view hikePlan = R"(Hallo Alice,

dann um 7:30 am Bahnsteig 5, vorderer Wagen. Ein Bild vom letzten Jahr zur Einstimmung hängt an.

Bis Samstag!
Bob
)";

// clang-format off
inline constexpr auto sampleLetters = std::to_array<SampleLetter>({
    {"alice", "Archive", 2210, "S", "Reisebüro Fjordblick <buchung@fjordblick.example>", aliceName, "fjord-2291", "",
     "Ihre Reiseunterlagen: Bergen – Tromsø, 14 Nächte",
     R"(Sehr geehrte Frau Sommerfeld,

vielen Dank für Ihre Buchung. Die Kabine 412 auf Deck 4 ist für Sie reserviert; einchecken können Sie
ab 15 Uhr am Skoltegrunnskai in Bergen. Bitte denken Sie an warme, winddichte Kleidung.

Wir wünschen eine schöne Reise.
Ihr Reisebüro Fjordblick
)", "", Enclosure::Invoice},

    {"alice", "Projekte/Küche", 700, "S", "Schreinerei Groß & Söhne <werkstatt@gross-soehne.example>", aliceName, "kueche-1", "",
     "Maße für die Arbeitsplatte",
     R"(Grüß Gott Frau Sommerfeld,

wir haben aufgemessen: 3,42 m × 0,65 m, Eiche geölt, Stärke 40 mm. Der Ausschnitt für das Spülbecken
liegt 88 cm von links. Passt es Ihnen am 12. zum Einbau?

Mit freundlichen Grüßen
Jürgen Groß
)", "", Enclosure::None},

    {"alice", "INBOX", 171, "S", "Stadtwerke Musterstadt <rechnung@stadtwerke.example>", aliceName, "rechnung-4711", "",
     "Ihre Stromrechnung Nr. 4711 vom Oktober",
     R"(Guten Tag,

anbei erhalten Sie Ihre Rechnung über 64,80 €. Der Betrag wird am 15. des Monats von Ihrem Konto
abgebucht; Sie müssen nichts weiter tun.

Freundliche Grüße
Ihre Stadtwerke
)", "", Enclosure::Invoice},

    {"alice", "INBOX", 122, "SF", "Carol Ngũgĩ <carol@northwind.example>", aliceName, "q3-figures", "",
     "Figures for the third quarter",
     R"(Hi Alice,

the table you asked for is attached. Short version: orders are up by eleven per cent, returns are flat,
and shipping to Norway finally costs less than the parcel itself.

Could you look over the second column before Thursday? I do not trust the August value.

Thanks,
Carol
)", "", Enclosure::Table},

    {"alice", "INBOX", 74, "SA", bobName, aliceName, "hike-1", "", "Wochenende in den Bergen?", hikeAsk, "", Enclosure::None},
    {"bob", "Sent", 74, "S", bobName, aliceName, "hike-1", "", "Wochenende in den Bergen?", hikeAsk, "", Enclosure::None},
    {"alice", "Sent", 71, "S", aliceName, bobName, "hike-2", "hike-1", "Re: Wochenende in den Bergen?", hikeAnswer, "", Enclosure::None},
    {"bob", "INBOX", 71, "SA", aliceName, bobName, "hike-2", "hike-1", "Re: Wochenende in den Bergen?", hikeAnswer, "", Enclosure::None},
    {"alice", "INBOX", 69, "", bobName, aliceName, "hike-3", "hike-1 hike-2", "Re: Wochenende in den Bergen?", hikePlan, "", Enclosure::Picture},
    {"bob", "Sent", 69, "S", bobName, aliceName, "hike-3", "hike-1 hike-2", "Re: Wochenende in den Bergen?", hikePlan, "", Enclosure::Picture},

    {"alice", "INBOX", 47, "", "Mei Tanaka <mei@lists.example>", "bakers list <bakers@lists.example>", "list-88210", "",
     "[bakers] Rye starter that doubles in four hours",
     R"(Dear all,

after three winters of trying I can report a rye starter that doubles reliably in four hours:

  100 g wholemeal rye flour
  110 g water at 38 °C
   40 g ripe starter

Stir, cover, keep at 28 °C. The trick is the temperature of the water, not the flour. Below 26 °C it
takes six hours and turns sour; above 32 °C it collapses before you notice.

Photos will follow when my camera is found again.

Mei
--
bakers list: write to bakers-leave@lists.example to leave it
)", "", Enclosure::None},

    {"alice", "Junk", 30, "", "Prize Department <winner@lottery-claims.example>", aliceName, "spam-1", "",
     "CONGRATULATIONS!!! You have been selected 🎉🎉🎉",
     "", R"(<html><body><h1 style="color:red">You WON 850,000.00 EUR!!!</h1>
<p>To release the funds we need <b>only</b> your bank details and a small fee.</p>
<p><a href="http://lottery-claims.example/?id=7731">CLAIM NOW</a> before midnight.</p></body></html>
)", Enclosure::None},

    {"alice", "INBOX", 21, "", "Museum für Gestaltung <post@museum.example>", aliceName, "museum-11", "",
     "Neu im Museum: Schrift und Stein – Eröffnung am Donnerstag",
     R"(Schrift und Stein
=================

Am Donnerstag um 19 Uhr eröffnen wir die neue Ausstellung. Der Eintritt ist an diesem Abend frei.

Führungen: samstags 14 Uhr (Deutsch), sonntags 11 Uhr (English).
)", R"(<!DOCTYPE html>
<html><head><meta charset="utf-8"><style>
body { font-family: Georgia, serif; color: #333; max-width: 34em; margin: auto }
h1 { font-weight: normal; border-bottom: 3px solid #b33 } table { border-collapse: collapse }
td { padding: .3em 1em; border-top: 1px solid #ddd }
</style></head><body>
<h1>Schrift und Stein</h1>
<p>Am <b>Donnerstag um 19 Uhr</b> eröffnen wir die neue Ausstellung. Der Eintritt ist an diesem Abend frei.</p>
<table><tr><td>Samstag, 14 Uhr</td><td>Führung auf Deutsch</td></tr>
<tr><td>Sonntag, 11 Uhr</td><td>Guided tour in English</td></tr></table>
</body></html>
)", Enclosure::None},

    {"alice", "Drafts", 6, "SD", aliceName, "Carol Ngũgĩ <carol@northwind.example>", "draft-1", "q3-figures",
     "Re: Figures for the third quarter",
     R"(Hi Carol,

I checked the August value against the ledger and
)", "", Enclosure::None},

    {"alice", "INBOX", 1, "", "Postamt <postmaster@>", aliceName, "welcome-alice", "",
     "Willkommen bei Postamt · Welcome to Postamt",
     R"(Hallo Alice,

dies ist dein Postfach. Du kannst es mit IMAP auf allen Geräten zugleich lesen, mit POP3 abholen und
über SMTP Mail verschicken - zum Beispiel an bob, der auch ein Postfach hat. Auf alle Adressen der Form
alice+irgendwas kommt Mail ebenfalls hier an.

Hello Alice,

this is your mailbox. Read it with IMAP on all your devices at once, fetch it with POP3, and send mail by
SMTP, for instance to bob, who has a mailbox too. Mail to alice+anything arrives here as well.
)", R"(<!DOCTYPE html>
<html><body style="font-family: sans-serif; line-height: 1.5">
<h2>Hallo Alice,</h2>
<p>dies ist dein Postfach. Du kannst es mit <b>IMAP</b> auf allen Geräten zugleich lesen, mit <b>POP3</b>
abholen und über <b>SMTP</b> Mail verschicken – zum Beispiel an bob, der auch ein Postfach hat. Auf alle
Adressen der Form <code>alice+irgendwas</code> kommt Mail ebenfalls hier an.</p>
<h2>Hello Alice,</h2>
<p>this is your mailbox. Read it with <b>IMAP</b> on all your devices at once, fetch it with <b>POP3</b>, and
send mail by <b>SMTP</b>, for instance to bob, who has a mailbox too. Mail to <code>alice+anything</code>
arrives here as well.</p>
</body></html>
)", Enclosure::None},

    {"bob", "INBOX", 1, "", "Postamt <postmaster@>", bobName, "welcome-bob", "",
     "Welcome to Postamt",
     R"(Hello Bob,

this is your mailbox. Alice has one too: write to her, and see how fast it arrives.
)", "", Enclosure::None},
});
// clang-format on

} // namespace postamt::server
