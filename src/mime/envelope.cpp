#include "mime/envelope.h"

#include "base/ascii.h"
#include "mime/address.h"
#include "text/domain.h"

#include <algorithm>

namespace postamt::mime {

namespace {

class Renderer {
public:
    Renderer(std::string& out, const Header& header, Form form, RenderBudget& budget)
        : out_(out), header_(header), form_(form), budget_(budget)
    {
    }

    void run()
    {
        out_ += '(';
        text("Date");
        out_ += ' ';
        text("Subject");
        out_ += ' ';
        const std::string from = addresses("From");
        out_ += from + ' ';
        orFrom("Sender", from);
        orFrom("Reply-To", from);
        for (const auto* name : {"To", "Cc", "Bcc"})
            out_ += addresses(name) + ' ';
        text("In-Reply-To");
        out_ += ' ';
        text("Message-ID");
        out_ += ')';
    }

private:
    void text(std::string_view name)
    {
        const HeaderField* field = header_.find(name);
        if (field)
            appendImapString(
                out_, headerText(unfolded(field->value.substr(0, budget_.text)), form_)
            );
        else
            out_ += "NIL";
    }

    void orFrom(std::string_view name, const std::string& from)
    {
        const std::string list = addresses(name);
        out_ += (list == "NIL" ? from : list) + ' ';
    }

    void nstring(std::string& out, std::string_view text) const
    {
        if (text.empty())
            out += "NIL";
        else
            appendImapString(out, headerText(text, form_));
    }

    void address(std::string& out, const Address& address) const
    {
        out += '(';
        nstring(out, address.name);
        out += ' ';
        nstring(out, address.route);
        out += ' ';
        if (address.kind == Address::Kind::GroupEnd) {
            out += "NIL NIL)";
            return;
        }
        appendImapString(out, headerText(address.mailbox, form_));
        out += ' ';
        // NIL would say that this is a group.
        if (address.kind == Address::Kind::GroupBegin)
            out += "NIL";
        else
            appendImapString(out, host(address.host));
        out += ')';
    }

    /// In ASCII an international domain goes by its other name, so that answers arrive.
    std::string host(const std::string& host) const
    {
        const std::string ascii
            = form_ == Form::Ascii && !isAscii(host) ? text::asciiDomain(host) : "";
        return ascii.empty() ? headerText(host, form_) : ascii;
    }

    std::string addresses(std::string_view name)
    {
        std::string out;
        for (const HeaderField& field : header_.fields()) {
            if (!equalsIgnoreCase(field.name, name))
                continue;
            const auto list
                = parseAddresses(field.value.substr(0, budget_.text), budget_.addresses);
            budget_.addresses -= std::min(budget_.addresses, list.size());
            for (const Address& entry : list)
                address(out, entry);
        }
        return out.empty() ? "NIL" : '(' + out + ')';
    }

    std::string& out_;
    const Header& header_;
    Form form_;
    RenderBudget& budget_;
};

} // namespace

void appendEnvelope(std::string& out, const Header& header, Form form, RenderBudget& budget)
{
    Renderer(out, header, form, budget).run();
}

} // namespace postamt::mime
