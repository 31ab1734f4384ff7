#include "mail/usual_names.h"

#include "text/fold.h"

#include <algorithm>
#include <array>

namespace postamt::mail {

namespace {

using enum SpecialUse;
using Usual = std::pair<SpecialUse, std::string_view>;

/// Folded (text::folded). Names of Outlook first, then of Apple Mail, Thunderbird and providers. The
/// names that the service itself gives (Sent, Trash) are not here: they mean themselves.
constexpr std::array table{
    Usual{Archive, "archiv"},
    Usual{Archive, "archives"},
    Usual{Archive, "archivio"},
    Usual{Archive, "archief"},
    Usual{Archive, "archiwum"},
    Usual{Archive, "arkisto"},
    Usual{Archive, "arkiv"},
    Usual{Archive, "архив"},
    Usual{Archive, "アーカイブ"},
    Usual{Drafts, "entwürfe"},
    Usual{Drafts, "borradores"},
    Usual{Drafts, "bozze"},
    Usual{Drafts, "brouillons"},
    Usual{Drafts, "ciorne"},
    Usual{Drafts, "concepten"},
    Usual{Drafts, "kladder"},
    Usual{Drafts, "koncepty"},
    Usual{Drafts, "kopie robocze"},
    Usual{Drafts, "luonnokset"},
    Usual{Drafts, "osnutki"},
    Usual{Drafts, "piszkozatok"},
    Usual{Drafts, "rascunhos"},
    Usual{Drafts, "taslaklar"},
    Usual{Drafts, "utkast"},
    Usual{Drafts, "wersje robocze"},
    Usual{Drafts, "πρόχειρα"},
    Usual{Drafts, "чернетки"},
    Usual{Drafts, "черновики"},
    Usual{Drafts, "下書き"},
    Usual{Drafts, "草稿"},
    Usual{Drafts, "임시 보관함"},
    Usual{Junk, "junk e-mail"},
    Usual{Junk, "junk email"},
    Usual{Junk, "junk mail"},
    Usual{Junk, "junk-e-mail"},
    Usual{Junk, "bulk mail"},
    Usual{Junk, "correo no deseado"},
    Usual{Junk, "courrier indésirable"},
    Usual{Junk, "indésirables"},
    Usual{Junk, "levélszemét"},
    Usual{Junk, "lixo eletrônico"},
    Usual{Junk, "lixo eletrónico"},
    Usual{Junk, "nevyžiadaná pošta"},
    Usual{Junk, "nevyžádaná pošta"},
    Usual{Junk, "ongewenste e-mail"},
    Usual{Junk, "posta indesiderata"},
    Usual{Junk, "roskaposti"},
    Usual{Junk, "skräppost"},
    Usual{Junk, "spam"},
    Usual{Junk, "spamverdacht"},
    Usual{Junk, "søppelpost"},
    Usual{Junk, "uønsket e-mail"},
    Usual{Junk, "uønsket mail"},
    Usual{Junk, "wiadomości-śmieci"},
    Usual{Junk, "önemsiz e-posta"},
    Usual{Junk, "ανεπιθύμητη αλληλογραφία"},
    Usual{Junk, "небажана пошта"},
    Usual{Junk, "нежелательная почта"},
    Usual{Junk, "спам"},
    Usual{Junk, "垃圾邮件"},
    Usual{Junk, "垃圾郵件"},
    Usual{Junk, "迷惑メール"},
    Usual{Junk, "정크 메일"},
    Usual{Sent, "sent items"},
    Usual{Sent, "sent mail"},
    Usual{Sent, "sent messages"},
    Usual{Sent, "gesendet"},
    Usual{Sent, "gesendete elemente"},
    Usual{Sent, "gesendete nachrichten"},
    Usual{Sent, "gesendete objekte"},
    Usual{Sent, "elementos enviados"},
    Usual{Sent, "elementy wysłane"},
    Usual{Sent, "elküldött elemek"},
    Usual{Sent, "enviados"},
    Usual{Sent, "envoyés"},
    Usual{Sent, "gönderilmiş öğeler"},
    Usual{Sent, "itens enviados"},
    Usual{Sent, "lähetetyt"},
    Usual{Sent, "odeslaná pošta"},
    Usual{Sent, "odoslaná pošta"},
    Usual{Sent, "posta inviata"},
    Usual{Sent, "sendt post"},
    Usual{Sent, "sendte elementer"},
    Usual{Sent, "skickat"},
    Usual{Sent, "verzonden"},
    Usual{Sent, "verzonden items"},
    Usual{Sent, "wysłane"},
    Usual{Sent, "éléments envoyés"},
    Usual{Sent, "απεσταλμένα"},
    Usual{Sent, "надіслані"},
    Usual{Sent, "отправленные"},
    Usual{Sent, "寄件備份"},
    Usual{Sent, "已发送邮件"},
    Usual{Sent, "送信済みアイテム"},
    Usual{Sent, "送信済みメール"},
    Usual{Sent, "보낸 편지함"},
    Usual{Trash, "deleted items"},
    Usual{Trash, "deleted messages"},
    Usual{Trash, "gelöschte elemente"},
    Usual{Trash, "gelöschte objekte"},
    Usual{Trash, "papierkorb"},
    Usual{Trash, "borttaget"},
    Usual{Trash, "cestino"},
    Usual{Trash, "corbeille"},
    Usual{Trash, "elementos eliminados"},
    Usual{Trash, "elementy usunięte"},
    Usual{Trash, "itens eliminados"},
    Usual{Trash, "itens excluídos"},
    Usual{Trash, "kosz"},
    Usual{Trash, "koš"},
    Usual{Trash, "kôš"},
    Usual{Trash, "lixeira"},
    Usual{Trash, "odstraněná pošta"},
    Usual{Trash, "odstránená pošta"},
    Usual{Trash, "papelera"},
    Usual{Trash, "papirkurv"},
    Usual{Trash, "papperskorgen"},
    Usual{Trash, "poistetut"},
    Usual{Trash, "posta eliminata"},
    Usual{Trash, "prullenbak"},
    Usual{Trash, "silinmiş öğeler"},
    Usual{Trash, "slettede elementer"},
    Usual{Trash, "slettet post"},
    Usual{Trash, "törölt elemek"},
    Usual{Trash, "verwijderde items"},
    Usual{Trash, "éléments supprimés"},
    Usual{Trash, "διαγραμμένα"},
    Usual{Trash, "видалені"},
    Usual{Trash, "корзина"},
    Usual{Trash, "удаленные"},
    Usual{Trash, "ごみ箱"},
    Usual{Trash, "刪除的郵件"},
    Usual{Trash, "削除済みアイテム"},
    Usual{Trash, "已删除邮件"},
    Usual{Trash, "지운 편지함"},
};

} // namespace

std::span<const std::pair<SpecialUse, std::string_view>> usualNames()
{
    return table;
}

SpecialUse usualUse(std::string_view name)
{
    const std::string folded = text::folded(name);
    const auto* const found
        = std::ranges::find_if(table, [&](const auto& entry) { return folded == entry.second; });
    return found == table.end() ? None : found->first;
}

std::string meantName(const AccountState& state, std::string_view name)
{
    const auto level = name.substr(0, name.find(hierarchyDelimiter));
    if (state.mailbox(level) || state.hasChildren(level))
        return std::string(name);
    const auto use = usualUse(level);
    const auto mailbox = use == None ? nullptr : state.mailbox(use);
    if (!mailbox)
        return std::string(name);
    return mailbox->record.name + std::string(name.substr(level.size()));
}

} // namespace postamt::mail
