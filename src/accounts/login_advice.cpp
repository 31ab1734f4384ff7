#include "accounts/login_advice.h"

#include <fmt/format.h>

#include <array>
#include <cstddef>

namespace postamt::accounts {

namespace {

// By LoginOutcome. What stands in braces is replaced.

// clang-format off
constexpr auto english = std::to_array<std::string_view>({
    "",
    "The password was wrong. Type it anew in the program's account settings; where the "
    "account needs app passwords, type one of those.",
    "The user name was {label}, which is another address of this account. Enter {address} "
    "as the user name; {label} can stay the sender.",
    "Too many wrong passwords came from {peer}, so nobody gets in from there for a while. "
    "Correct the password in every program there first, or the block begins anew.",
    "The token or certificate was not accepted. Remove the account in the program and sign "
    "in again.",
    "The account had as many connections as it may have. Close programs that you do not "
    "need, or let them open fewer connections (often: \"number of connections\" or \"cached "
    "connections\").",
    "The account was removed. Ask whoever runs this server.",
    "The account is switched off. Ask whoever runs this server.",
    "{protocol} is switched off for this account. Switch it on in the settings, or set up "
    "the program for another protocol.",
    "The password of the account was changed in that moment. Type the new one in the "
    "program.",
    "The password was right, but this account lets mail programs in by app passwords only. "
    "Make one for this program and type it there.",
    "The app password was removed. Make another if the program should get in again.",
    "The app password \"{label}\" has expired. Make another.",
    "The app password \"{label}\" is not for {protocol}. Make one that is.",
    "Tokens of this issuer let nobody in any more. Ask whoever runs this server.",
    "The sign-in has expired. Sign in again in the program.",
    "Certificates let nobody in any more. Use a password in the program.",
    "The certificate has expired. Install a new one.",
});

constexpr auto german = std::to_array<std::string_view>({
    "",
    "Das Passwort war falsch. Geben Sie es in den Kontoeinstellungen des Programms neu ein; "
    "wenn das Konto App-Passwörter verlangt, eines von diesen.",
    "Als Benutzername war {label} eingetragen, eine weitere Adresse dieses Kontos. Tragen "
    "Sie {address} als Benutzernamen ein; als Absender kann {label} bleiben.",
    "Von {peer} kamen zu viele falsche Passwörter, deshalb kommt von dort für einige Zeit "
    "niemand herein. Berichtigen Sie zuerst in jedem Programm dort das Passwort, sonst "
    "beginnt die Sperre von vorn.",
    "Das Token oder Zertifikat wurde nicht angenommen. Entfernen Sie das Konto im Programm "
    "und melden Sie sich neu an.",
    "Das Konto hatte schon so viele Verbindungen, wie es haben darf. Beenden Sie Programme, "
    "die Sie nicht brauchen, oder lassen Sie sie weniger Verbindungen öffnen (oft: „Anzahl "
    "der Verbindungen“).",
    "Das Konto wurde entfernt. Fragen Sie, wer diesen Server betreibt.",
    "Das Konto ist abgeschaltet. Fragen Sie, wer diesen Server betreibt.",
    "{protocol} ist für dieses Konto abgeschaltet. Schalten Sie es in den Einstellungen "
    "ein, oder richten Sie das Programm für ein anderes Protokoll ein.",
    "Das Passwort des Kontos wurde in diesem Augenblick geändert. Geben Sie im Programm das "
    "neue ein.",
    "Das Passwort war richtig, aber dieses Konto lässt Mailprogramme nur mit "
    "App-Passwörtern herein. Erstellen Sie eines für dieses Programm und geben Sie es dort "
    "ein.",
    "Das App-Passwort wurde entfernt. Erstellen Sie ein anderes, wenn das Programm wieder "
    "hereinkommen soll.",
    "Das App-Passwort „{label}“ ist abgelaufen. Erstellen Sie ein anderes.",
    "Das App-Passwort „{label}“ gilt nicht für {protocol}. Erstellen Sie eines, das dafür "
    "gilt.",
    "Token dieses Ausstellers werden nicht mehr angenommen. Fragen Sie, wer diesen Server "
    "betreibt.",
    "Die Anmeldung ist abgelaufen. Melden Sie sich im Programm neu an.",
    "Zertifikate werden nicht mehr angenommen. Verwenden Sie im Programm ein Passwort.",
    "Das Zertifikat ist abgelaufen. Installieren Sie ein neues.",
});
// clang-format on

constexpr auto outcomes = static_cast<std::size_t>(LoginOutcome::Count_);
static_assert(english.size() == outcomes && german.size() == outcomes);

} // namespace

std::string advice(const Visit& visit, std::string_view address, Language language)
{
    const auto& sentences = language == Language::German ? german : english;
    return fmt::format(
        fmt::runtime(sentences.at(static_cast<std::size_t>(visit.outcome))),
        fmt::arg("protocol", nameOf(visit.protocol)),
        fmt::arg("label", visit.label),
        fmt::arg("address", address),
        fmt::arg("peer", visit.peer)
    );
}

} // namespace postamt::accounts
