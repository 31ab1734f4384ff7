#pragma once

#include <array>
#include <string_view>

namespace postamt::load {

/// Words of which sample mail is made, the frequent ones first.
inline constexpr std::array<std::string_view, 179> sampleWords{
    "die",         "der",          "und",        "the",         "in",          "to",
    "of",          "and",          "wir",        "ich",         "für",         "nicht",
    "mit",         "das",          "ist",        "auf",         "you",         "that",
    "Sie",         "we",           "bitte",      "es",          "von",         "auch",
    "is",          "for",          "noch",       "please",      "wenn",        "haben",
    "on",          "this",         "den",        "zu",          "with",        "be",
    "ein",         "eine",         "morgen",     "are",         "can",         "werden",
    "wird",        "schon",        "have",       "heute",       "Termin",      "will",
    "meeting",     "danke",        "Grüße",      "your",        "from",        "Rechnung",
    "invoice",     "Projekt",      "gerne",      "über",        "project",     "oder",
    "Anhang",      "attached",     "Woche",      "week",        "Uhr",         "Frage",
    "question",    "nächste",      "next",       "Angebot",     "offer",       "Kunde",
    "customer",    "können",       "should",     "würde",       "would",       "Team",
    "Stand",       "Montag",       "Freitag",    "Friday",      "Vertrag",     "contract",
    "prüfen",      "review",       "Bericht",    "report",      "Lieferung",   "delivery",
    "Straße",      "Zug",          "train",      "Hotel",       "Besprechung", "Protokoll",
    "minutes",     "Vorschlag",    "proposal",   "später",      "later",       "Änderung",
    "change",      "Entwurf",      "draft",      "Zahlung",     "payment",     "Monat",
    "month",       "Jahr",         "year",       "Kollegen",    "colleagues",  "Büro",
    "office",      "Telefon",      "phone",      "Adresse",     "address",     "Unterlagen",
    "documents",   "Bestellung",   "order",      "Rückmeldung", "feedback",    "Urlaub",
    "holiday",     "Wochenende",   "weekend",    "Schlüssel",   "key",         "Garten",
    "garden",      "Kaffee",       "coffee",     "Brücke",      "bridge",      "Flughafen",
    "airport",     "Versicherung", "insurance",  "Steuer",      "tax",         "Konto",
    "account",     "Überweisung",  "transfer",   "Messe",       "fair",        "Halle",
    "hall",        "Werkstatt",    "workshop",   "Anlage",      "plant",       "Maschine",
    "machine",     "Schraube",     "screw",      "Prüfstand",   "bench",       "Kabel",
    "cable",       "Server",       "backup",     "Störung",     "outage",      "Wartung",
    "maintenance", "Fenster",      "window",     "Blumen",      "flowers",     "Geburtstag",
    "birthday",    "Einladung",    "invitation", "Orchester",   "orchestra",
};

} // namespace postamt::load
