#include "accounts/app_password_use.h"
#include "accounts/directory_record.h"
#include "accounts/login_advice.h"
#include "accounts/sign_in.h"
#include "accounts/visit.h"

#include <cstdint>
#include <cstdlib>

using namespace postamt;
using namespace postamt::accounts;

namespace {

void require(bool holds)
{
    if (!holds)
        std::abort();
}

/// What may be set is kept and says what it means.
void settings(std::string_view value)
{
    constexpr mail::AccountId id(7);
    Account account;
    account.id = id;
    account.address = "a@example.test";
    for (const auto& setting : accountSettings()) {
        if (!checkAccountSetting(setting.key, value))
            continue;
        account.values[std::string(setting.key)] = value;
        require(account.value(setting.key) == value);
        const bool isWord = setting.type == AccountSettingType::OnOff
            || setting.type == AccountSettingType::Choice;
        require(!isWord || value.size() <= 11);
    }
    require(*parseAccount(id, formatAccount(account)) == account);
    const auto quota = account.values.find("quota.bytes");
    require(
        account.quotaBytes().has_value()
        == (quota != account.values.end() && quota->second != "default")
    );
    require(!checkAccountSetting(value, "on") || value.size() < 20);
}

} // namespace

/// What parses comes out the same after being written and read again.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const std::string_view bytes(reinterpret_cast<const char*>(data), size);
    constexpr mail::AccountId id(7);
    if (const auto account = parseAccount(id, bytes))
        require(*parseAccount(id, formatAccount(*account)) == *account);
    if (const auto credentials = parseCredentials(bytes))
        require(*parseCredentials(formatCredentials(*credentials)) == *credentials);
    if (const auto address = parseAddressRecord(bytes)) {
        const auto again = parseAddressRecord(formatAddress(*address));
        require(again && again->kind == address->kind && again->targets == address->targets);
    }
    if (const auto next = parseNextId(bytes))
        require(*parseNextId(formatNextId(*next)) == *next);
    if (const auto passwords = parseAppPasswords(bytes)) {
        require(*parseAppPasswords(formatAppPasswords(*passwords)) == *passwords);
        require(passwords->size() <= maxAppPasswords);
    }
    if (const auto use = parseAppPasswordUse(bytes))
        require(*parseAppPasswordUse(formatAppPasswordUse(*use)) == *use);
    if (const auto visit = parseVisit(bytes)) {
        require(*parseVisit(formatVisit(*visit)) == *visit);
        require(isVisitKey(visitKey(mail::AccountId(1), *visit)));
        require(
            advice(*visit, "alice@example.org", Language::German).empty() != visit->isRefusal()
        );
    }
    require(clientName(bytes).size() <= 64);
    if (const auto letters = appPasswordLetters(bytes))
        require(appPasswordLetters(*letters) == letters);
    if (const auto set = parseProtocolSet(bytes))
        require(*parseProtocolSet(formatProtocolSet(*set)) == *set);
    if (const auto signIn = parseSignIn(bytes))
        require(*parseSignIn(formatSignIn(*signIn)) == *signIn);
    if (const auto token = SignInToken::parse(bytes))
        require(accountInSignInKey(signInKey(*token)) == token->account);
    (void)accountInSignInKey(bytes);
    (void)accountInKey(bytes);
    settings(bytes);
    return 0;
}
