#include "states_ledger.h"

#include "states_broken.h"

#include <algorithm>

namespace postamt::chaos {

namespace {

constexpr std::string_view subject = "Subject: chaos ";

} // namespace

std::uint64_t rootOf(std::uint64_t key)
{
    return key < 4 ? key : key - key % 4;
}

std::string messageOf(std::uint64_t key)
{
    const auto name = std::to_string(key);
    std::string text = std::string(subject) + name + "\r\nFrom: chaos@example.test\r\nMessage-ID: <"
        + name + "@chaos.example>\r\n";
    if (const auto root = rootOf(key); root != key)
        text += "References: <" + std::to_string(root) + "@chaos.example>\r\n";
    text += "\r\n";
    // Most are short; now and then one is larger than what a FETCH writes at once.
    const std::uint64_t lines = key % 97 == 0 ? 4000 : key * 7919 % 40;
    for (std::uint64_t i = 0; i < lines; ++i)
        text += "line " + std::to_string(i) + " of " + std::to_string(key * 2654435761 % 1000003)
            + "\r\n";
    return text;
}

std::uint64_t keyOf(std::string_view text)
{
    const auto at = text.find(subject);
    if (at == std::string_view::npos)
        throw Broken("a message that nobody has sent: " + std::string(text.substr(0, 200)));
    const auto digits = text.substr(at + subject.size());
    return toNumber(digits.substr(0, digits.find('\r')));
}

void Ledger::require(bool holds, std::uint32_t uid, const std::string& rule) const
{
    if (!holds)
        throw Broken(label_ + ", UID " + std::to_string(uid) + ": " + rule);
}

std::string Ledger::name() const
{
    const std::lock_guard lock(mutex_);
    return name_;
}

namespace {

std::string spell(const std::string& name, const std::string& owner, const std::string& user)
{
    return owner == user ? name : "Other Users/" + owner + "/" + name;
}

} // namespace

std::string Ledger::nameFor(const std::string& user) const
{
    return spell(name(), owner_, user);
}

bool Ledger::wasNamed(const std::string& name, const std::string& user) const
{
    const std::lock_guard lock(mutex_);
    return std::ranges::any_of(names_, [&](const auto& one) {
        return spell(one, owner_, user) == name;
    });
}

void Ledger::beginRename(std::string next)
{
    const std::lock_guard lock(mutex_);
    ++renamesBegun_;
    // Others may hear of it before it is acknowledged.
    names_.push_back(std::move(next));
}

void Ledger::endRename()
{
    const std::lock_guard lock(mutex_);
    ++renames_;
    name_ = names_.back();
}

std::uint64_t Ledger::renames() const
{
    const std::lock_guard lock(mutex_);
    return renames_;
}

bool Ledger::mayBeRenamed(std::uint64_t renames) const
{
    const std::lock_guard lock(mutex_);
    return renamesBegun_ != renames;
}

void Ledger::validity(std::uint32_t value)
{
    const std::lock_guard lock(mutex_);
    if (validity_ == 0)
        validity_ = value;
    require(validity_ == value, 0, "UIDVALIDITY changed to " + std::to_string(value));
}

bool Ledger::isValidity(std::uint64_t value) const
{
    const std::lock_guard lock(mutex_);
    return validity_ == 0 || validity_ == value;
}

void Ledger::appended(std::uint32_t uid, std::uint64_t key)
{
    const std::lock_guard lock(mutex_);
    ++added_;
    require(uid >= settled_, uid, "given to a new message, but it is an old one");
    require(given_.insert(uid).second, uid, "given twice");
    auto& letter = letters_[uid];
    require(
        letter.key == 0 || key == 0 || letter.key == key,
        uid,
        "is not the message that was appended"
    );
    if (key != 0)
        letter.key = key;
}

void Ledger::delivered()
{
    const std::lock_guard lock(mutex_);
    ++added_;
}

void Ledger::copied(std::uint32_t uid, Ledger& from, std::uint32_t source)
{
    const std::lock_guard lock(mutex_);
    appended(uid, 0);
    auto& letter = letters_[uid];
    letter.source = &from;
    letter.sourceUid = source;
}

void Ledger::mayGo(const Numbers& uids)
{
    const std::lock_guard lock(mutex_);
    for (const auto uid : uids)
        letters_[uid].mayGo = true;
}

void Ledger::gone(std::uint32_t uid)
{
    const std::lock_guard lock(mutex_);
    // Of old expunges a session hears when it comes back to the mailbox.
    if (uid >= settled_ || letters_.contains(uid))
        letters_[uid].isGone = true;
}

void Ledger::saw(std::uint32_t uid, std::uint64_t modSeq, Flags flags)
{
    const std::lock_guard lock(mutex_);
    require(uid >= settled_ || letters_.contains(uid), uid, "was expunged and is back");
    const auto [known, isNew] = pictures_[uid].try_emplace(modSeq, flags & ~flag::recent);
    require(
        isNew || known->second == (flags & ~flag::recent),
        uid,
        "has at modseq " + std::to_string(modSeq) + " the flags " + namesOf(flags) + ", and "
            + namesOf(known->second)
    );
    floor_.modSeq = std::max(floor_.modSeq, modSeq);
    floor_.uidNext = std::max(floor_.uidNext, uid + 1);
}

void Ledger::read(std::uint32_t uid, std::string_view text)
{
    const auto key = keyOf(text);
    const std::lock_guard lock(mutex_);
    require(text.ends_with(messageOf(key)), uid, "has other bytes than were sent");
    auto& letter = letters_[uid];
    require(letter.key == 0 || letter.key == key, uid, "is another message than it was");
    letter.key = key;
    letter.isRead = true;
}

bool Ledger::stays(std::uint32_t uid)
{
    const std::lock_guard lock(mutex_);
    return letters_.contains(uid) && !letters_.at(uid).isGone && !maybeGoes(uid);
}

std::uint64_t Ledger::keyAt(std::uint32_t uid) const
{
    const std::lock_guard lock(mutex_);
    const auto found = letters_.find(uid);
    return found == letters_.end() ? 0 : found->second.key;
}

void Ledger::recent(std::uint32_t uid, std::uint64_t opening)
{
    const std::lock_guard lock(mutex_);
    const auto [known, isNew] = recent_.try_emplace(uid, opening);
    require(isNew || known->second == opening, uid, "is \\Recent for two sessions");
}

Ledger::Floor Ledger::floor() const
{
    const std::lock_guard lock(mutex_);
    return floor_;
}

void Ledger::told(Floor at)
{
    const std::lock_guard lock(mutex_);
    floor_.modSeq = std::max(floor_.modSeq, at.modSeq);
    floor_.uidNext = std::max(floor_.uidNext, at.uidNext);
}

bool Ledger::maybeGoes(std::uint32_t uid)
{
    const std::lock_guard lock(mutex_);
    const auto found = letters_.find(uid);
    if (found == letters_.end())
        return false;
    auto& letter = found->second;
    if (!letter.mayGo && letter.source != nullptr)
        letter.mayGo = letter.source->maybeGoes(letter.sourceUid);
    return letter.mayGo;
}

void Ledger::inherit()
{
    const std::lock_guard lock(mutex_);
    for (auto& [uid, letter] : letters_)
        maybeGoes(uid);
}

Numbers
Ledger::settle(const std::vector<Row>& rows, std::uint32_t uidNext, std::uint64_t highestModSeq)
{
    const std::lock_guard lock(mutex_);
    require(uidNext >= floor_.uidNext, uidNext, "is UIDNEXT, but a message has it");
    require(highestModSeq >= floor_.modSeq, 0, "HIGHESTMODSEQ is below what was told before");
    // Every UID belongs to a message that was acknowledged.
    require(
        uidNext == added_ + 1,
        uidNext,
        "is UIDNEXT, but " + std::to_string(added_) + " messages were acknowledged"
    );
    std::unordered_map<std::uint32_t, Letter> present;
    Numbers unread;
    pictures_.clear();
    for (const auto& row : rows) {
        auto& letter = present[row.uid] = letters_[row.uid];
        require(!letter.isGone, row.uid, "is there, though a session was told that it is gone");
        require(row.modSeq <= highestModSeq, row.uid, "has a modseq above HIGHESTMODSEQ");
        pictures_[row.uid][row.modSeq] = row.flags;
        letter.source = nullptr;
        if (!letter.isRead)
            unread.push_back(row.uid);
    }
    for (const auto& [uid, letter] : letters_)
        require(present.contains(uid) || letter.mayGo, uid, "is lost: nobody has expunged it");
    for (auto uid = settled_; uid < uidNext; ++uid)
        require(letters_.contains(uid) || present.contains(uid), uid, "was never seen by anybody");
    letters_ = std::move(present);
    std::erase_if(recent_, [&](const auto& one) { return !letters_.contains(one.first); });
    given_.clear();
    settled_ = uidNext;
    floor_ = {highestModSeq, uidNext};
    return unread;
}

} // namespace postamt::chaos
