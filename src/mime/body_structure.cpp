#include "mime/body_structure.h"

#include "base/ascii.h"
#include "base/bytes.h"
#include "base/encoding.h"
#include "text/charset.h"

namespace postamt::mime {

namespace {

class Renderer {
public:
    Renderer(std::string_view message, const Structure& structure, Form form, RenderBudget& budget)
        : message_(message), structure_(structure), form_(form), budget_(budget)
    {
    }

    // Walks the parts by their links: down when a part begins, then to the sibling or up.
    RenderedBody run()
    {
        std::uint32_t index = 0;
        bool isDown = true;
        while (index != Part::none) {
            const Part& part = structure_.parts[index];
            if (isDown) {
                begin(index);
                if (part.firstChild != Part::none) {
                    index = part.firstChild;
                    continue;
                }
            }
            end(index);
            isDown = part.nextSibling != Part::none;
            index = isDown ? part.nextSibling : part.parent;
        }
        return {std::move(out_), extensions_.take()};
    }

private:
    void begin(std::uint32_t index)
    {
        const Part& part = structure_.parts[index];
        out_ += '(';
        if (part.kind == PartKind::Multipart) {
            if (part.firstChild == Part::none)
                out_ += R"(("text" "plain" ("charset" "us-ascii") NIL NIL "7bit" 0 0))";
            return;
        }
        const PartFields& fields = structure_.fields[index];
        string(fields.type);
        out_ += ' ';
        string(fields.subtype);
        out_ += ' ';
        if (fields.parameters.empty() && part.media == Media::TextPlain)
            out_ += R"(("charset" "us-ascii"))";
        else
            parameters(fields.parameters);
        out_ += ' ';
        nstring(fields.id);
        out_ += ' ';
        nstring(fields.description);
        out_ += ' ';
        if (part.encoding == Encoding::Unknown)
            string(headerText(fields.encodingText, form_));
        else
            string(encodingName(part.encoding));
        out_ += ' ' + std::to_string(part.body().size());
        if (part.kind == PartKind::Message) {
            out_ += ' ';
            const Part& inner = structure_.parts[part.firstChild];
            const auto header = bytesOf(message_, inner.header()).substr(0, Limits().header);
            appendEnvelope(out_, Header(header), form_, budget_);
            out_ += ' ';
        } else if (part.media != Media::Other) {
            out_ += ' ' + std::to_string(fields.lines);
        }
    }

    void end(std::uint32_t index)
    {
        const Part& part = structure_.parts[index];
        const PartFields& fields = structure_.fields[index];
        if (part.kind == PartKind::Multipart) {
            out_ += ' ';
            string(fields.subtype);
        } else if (part.kind == PartKind::Message) {
            out_ += ' ' + std::to_string(fields.lines);
        }
        const std::size_t begin = out_.size();
        out_ += ' ';
        if (part.kind == PartKind::Multipart)
            parameters(fields.parameters);
        else
            nstring(fields.md5);
        extension(fields);
        extensions_.number(begin - kept_);
        extensions_.number(out_.size() - begin);
        kept_ = out_.size();
        out_ += ')';
    }

    void extension(const PartFields& fields)
    {
        if (fields.disposition.empty()) {
            out_ += " NIL ";
        } else {
            out_ += " (";
            string(fields.disposition);
            out_ += ' ';
            parameters(fields.dispositionParameters);
            out_ += ") ";
        }
        if (fields.languages.empty())
            out_ += "NIL";
        for (std::size_t i = 0; i < fields.languages.size(); ++i) {
            out_ += i == 0 ? '(' : ' ';
            string(fields.languages[i]);
        }
        out_ += fields.languages.empty() ? " " : ") ";
        nstring(fields.location);
    }

    void parameters(const std::vector<Parameter>& list)
    {
        if (list.empty()) {
            out_ += "NIL";
            return;
        }
        char before = '(';
        for (const Parameter& parameter : list) {
            out_ += before;
            before = ' ';
            const bool isPlain = form_ == Form::Utf8 || isAscii(parameter.value);
            if (isPlain || parameter.name.ends_with('*')) {
                string(parameter.name);
                out_ += ' ';
                string(isPlain ? parameter.value : percentEncoded(parameter.value));
            } else {
                string(parameter.name + '*');
                out_ += ' ';
                string(extendedValue(text::fromUnknown(parameter.value)));
            }
        }
        out_ += ')';
    }

    /// An extended value in which somebody left 8-bit bytes.
    static std::string percentEncoded(std::string_view value)
    {
        std::string out;
        for (const char c : value) {
            if (isAscii(std::string_view(&c, 1)))
                out += c;
            else
                out += '%' + hexEncode(std::string_view(&c, 1));
        }
        return out;
    }

    void string(std::string_view text) { appendImapString(out_, headerText(text, form_)); }

    void nstring(const std::optional<std::string>& text)
    {
        if (text)
            string(*text);
        else
            out_ += "NIL";
    }

    std::string_view message_;
    const Structure& structure_;
    Form form_;
    RenderBudget& budget_;
    std::string out_;
    RecordWriter extensions_;
    std::size_t kept_ = 0; ///< end of the last extension data
};

} // namespace

RenderedBody
renderBody(std::string_view message, const Structure& structure, Form form, RenderBudget& budget)
{
    return Renderer(message, structure, form, budget).run();
}

std::string withoutExtensions(std::string_view extended, std::string_view extensions)
{
    std::string out;
    RecordReader reader(extensions);
    while (!reader.atEnd() && reader.ok()) {
        const std::uint64_t keep = reader.number();
        const std::uint64_t leave = reader.number();
        if (keep > extended.size() || leave > extended.size() - keep)
            break;
        out += extended.substr(0, keep);
        extended.remove_prefix(keep + leave);
    }
    out += extended;
    return out;
}

} // namespace postamt::mime
