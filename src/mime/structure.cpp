#include "mime/structure.h"

#include "base/ascii.h"
#include "mime/header.h"
#include "mime/line.h"

#include <algorithm>
#include <unordered_map>
#include <utility>

namespace postamt::mime {

namespace {

constexpr std::size_t maxBoundary = 1000;
constexpr std::size_t maxLanguages = 20;

std::optional<std::string> textOf(const Header& header, std::string_view name)
{
    const HeaderField* field = header.find(name);
    return field ? std::optional(unfolded(field->value)) : std::nullopt;
}

void setType(PartFields& fields, std::string_view type, std::string_view subtype)
{
    fields.type = type;
    fields.subtype = subtype;
}

void readContentType(PartFields& fields, const Header& header, bool inDigest)
{
    if (inDigest)
        setType(fields, "message", "rfc822");
    const HeaderField* field = header.find("Content-Type");
    if (!field)
        return;
    ParameterizedValue parsed = parseParameterized(field->value);
    const std::string_view value = parsed.value;
    const std::size_t slash = std::min(value.find('/'), value.size());
    const std::string_view type = value.substr(0, slash);
    const std::string_view subtype = value.substr(std::min(slash + 1, value.size()));
    if (!type.empty() && !subtype.empty() && subtype.find('/') == std::string_view::npos)
        setType(fields, type, subtype);
    else if (type == "text" || type.empty())
        setType(fields, "text", "plain");
    else
        setType(fields, "application", "octet-stream");
    fields.parameters = std::move(parsed.parameters);
}

void readDisposition(PartFields& fields, const Header& header)
{
    const HeaderField* field = header.find("Content-Disposition");
    if (!field)
        return;
    ParameterizedValue parsed = parseParameterized(field->value);
    fields.disposition = std::move(parsed.value);
    fields.dispositionParameters = std::move(parsed.parameters);
    if (fields.disposition.empty())
        fields.dispositionParameters.clear();
}

void readLanguages(PartFields& fields, const Header& header)
{
    std::string_view rest = header.value("Content-Language");
    while (!rest.empty() && fields.languages.size() < maxLanguages) {
        const std::size_t comma = std::min(rest.find(','), rest.size());
        std::string language = unfolded(rest.substr(0, comma));
        if (!language.empty())
            fields.languages.push_back(std::move(language));
        rest.remove_prefix(std::min(comma + 1, rest.size()));
    }
}

bool hasFileName(const PartFields& fields)
{
    for (const auto* name : {"filename", "filename*"}) {
        if (!parameterValue(fields.dispositionParameters, name).empty())
            return true;
    }
    for (const auto* name : {"name", "name*"}) {
        if (!parameterValue(fields.parameters, name).empty())
            return true;
    }
    return false;
}

Media mediaOf(const PartFields& fields)
{
    if (fields.type != "text")
        return Media::Other;
    return fields.subtype == "plain" ? Media::TextPlain
        : fields.subtype == "html"   ? Media::TextHtml
                                     : Media::TextOther;
}

bool isAttachment(const Part& part, const PartFields& fields)
{
    if (part.kind == PartKind::Multipart)
        return false;
    if (fields.disposition == "attachment")
        return true;
    // A picture that HTML refers to by its id is none; a named picture that is merely shown inline
    // is.
    const bool isShown = fields.disposition == "inline" && (fields.type == "text" || fields.id);
    return part.kind == PartKind::Leaf && !isShown && hasFileName(fields);
}

class Parser {
public:
    Parser(std::string_view text, const Limits& limits) : text_(text), limits_(limits) { }

    Structure run()
    {
        addPart(Part::none, 0);
        LineScanner scanner(text_);
        Line line;
        while (!isOpaque_ && scanner.next(line)) {
            out_.steps += line.next - line.begin;
            if (isBoundary(line))
                boundary(line);
            else if (inHeader_)
                headerLine(line);
            previous_ = line;
            ++lines_;
        }
        if (isOpaque_)
            countTheRest();
        finish();
        return std::move(out_);
    }

private:
    /// A multipart whose closing boundary has not come.
    struct Open {
        std::uint32_t part = 0;
        std::string boundary;
        std::uint32_t sameBefore = Part::none; ///< the next outer one with the same boundary
    };

    Part& current() { return out_.parts[current_]; }

    void addPart(std::uint32_t parent, std::uint64_t begin)
    {
        const auto index = static_cast<std::uint32_t>(out_.parts.size());
        Part part;
        part.parent = parent;
        part.headerBegin = part.bodyBegin = part.bodyEnd = begin;
        if (parent != Part::none) {
            std::uint32_t& link = out_.parts[parent].firstChild == Part::none
                ? out_.parts[parent].firstChild
                : out_.parts[lastChild_[parent]].nextSibling;
            link = index;
            lastChild_[parent] = index;
        }
        out_.parts.push_back(part);
        out_.fields.emplace_back();
        lastChild_.push_back(Part::none);
        depth_.push_back(parent == Part::none ? 0 : depth_[parent] + 1);
        linesBefore_.push_back(0);
        current_ = index;
        inHeader_ = true;
        isFirstHeaderLine_ = true;
        if (out_.parts.size() > limits_.parts && parent != Part::none) {
            setType(out_.fields.back(), "application", "octet-stream");
            out_.parts.back().media = Media::Other;
            linesBefore_.back() = lines_ + 1;
            inHeader_ = false;
            isOpaque_ = true;
        }
    }

    void headerLine(const Line& line)
    {
        const std::string_view content = line.in(text_);
        const bool isFirst = std::exchange(isFirstHeaderLine_, false);
        if (content.empty())
            endHeader(line.next, lines_ + 1);
        else if (content.front() == ' ' || content.front() == '\t' || fieldNameLength(content) > 0)
            return;
        else if (!isFirst || !isMboxLine(content))
            endHeader(line.begin, lines_);
    }

    /// The header of the current part is over and its body begins at `bodyBegin`, in front of which
    /// there are so many lines. What the header says decides how to go on.
    void endHeader(std::uint64_t bodyBegin, std::uint64_t lines)
    {
        inHeader_ = false;
        const std::uint32_t index = current_;
        current().bodyBegin = current().bodyEnd = bodyBegin;
        linesBefore_[index] = lines;
        readFields(index);
        const PartFields& fields = out_.fields[index];
        const bool isMultipart = fields.type == "multipart";
        const bool isMessage = fields.type == "message"
            && (fields.subtype == "rfc822" || fields.subtype == "global");
        if (isMultipart || isMessage)
            beginContainer(index, isMultipart);
        Part& part = out_.parts[index];
        part.media = part.kind == PartKind::Leaf ? mediaOf(out_.fields[index]) : Media::Other;
        part.isAttachment = isAttachment(part, out_.fields[index]);
        if (part.media != Media::Other)
            part.charset = parameterValue(out_.fields[index].parameters, "charset");
        if (part.kind == PartKind::Message)
            addPart(index, bodyBegin);
    }

    void readFields(std::uint32_t index)
    {
        const Part& part = out_.parts[index];
        const std::size_t room = std::min(limits_.header, limits_.headers - headerBytes_);
        const std::size_t size = std::min<std::size_t>(part.header().size(), room);
        const std::string_view text = text_.substr(part.headerBegin, size);
        headerBytes_ += size;
        out_.steps += size;
        out_.hasEightBitHeaders |= !isAscii(text);
        const Header header(text);
        PartFields& fields = out_.fields[index];
        const bool inDigest = part.parent != Part::none
            && out_.fields[part.parent].type == "multipart"
            && out_.fields[part.parent].subtype == "digest";
        readContentType(fields, header, inDigest);
        readDisposition(fields, header);
        readLanguages(fields, header);
        fields.id = textOf(header, "Content-ID");
        fields.description = textOf(header, "Content-Description");
        fields.md5 = textOf(header, "Content-MD5");
        fields.location = textOf(header, "Content-Location");
        const std::string_view encoding = header.value("Content-Transfer-Encoding");
        out_.parts[index].encoding = parseEncoding(encoding);
        if (out_.parts[index].encoding == Encoding::Unknown)
            fields.encodingText = unfolded(encoding);
    }

    void beginContainer(std::uint32_t index, bool isMultipart)
    {
        Part& part = out_.parts[index];
        PartFields& fields = out_.fields[index];
        const bool isEncoded
            = part.encoding == Encoding::QuotedPrintable || part.encoding == Encoding::Base64;
        const std::string_view boundary = trimmed(parameterValue(fields.parameters, "boundary"));
        if (depth_[index] >= limits_.depth || (!isMultipart && isEncoded)
            || (!isMultipart && out_.parts.size() >= limits_.parts)) {
            setType(fields, "application", "octet-stream");
        } else if (!isMultipart) {
            part.kind = PartKind::Message;
        } else if (boundary.empty() || boundary.size() > maxBoundary) {
            setType(fields, "text", "plain");
            fields.parameters.clear();
        } else {
            part.kind = PartKind::Multipart;
            open(index, std::string(boundary));
        }
    }

    void open(std::uint32_t index, std::string boundary)
    {
        const auto place = static_cast<std::uint32_t>(open_.size());
        const auto [found, isNew] = openByBoundary_.try_emplace(boundary, place);
        open_.push_back(
            {index, std::move(boundary), isNew ? Part::none : std::exchange(found->second, place)}
        );
        longest_ = std::max(longest_, open_.back().boundary.size());
    }

    void closeInnermost()
    {
        const Open& last = open_.back();
        if (last.sameBefore == Part::none)
            openByBoundary_.erase(last.boundary);
        else
            openByBoundary_[last.boundary] = last.sameBefore;
        open_.pop_back();
    }

    /// Finds the innermost open multipart whose boundary this line is. The boundaries are keyed, so
    /// their number does not matter.
    bool isBoundary(const Line& line)
    {
        if (open_.empty() || line.end - line.begin < 3 || text_[line.begin] != '-'
            || text_[line.begin + 1] != '-')
            return false;
        std::string_view content = line.in(text_).substr(2);
        content = content.substr(0, content.find_last_not_of(" \t") + 1);
        if (content.size() > longest_ + 2)
            return false;
        out_.steps += content.size() * 2;
        found_ = Part::none;
        isClosing_ = false;
        look(content, false);
        if (content.ends_with("--"))
            look(content.substr(0, content.size() - 2), true);
        return found_ != Part::none;
    }

    void look(std::string_view boundary, bool isClosing)
    {
        key_ = boundary;
        const auto found = openByBoundary_.find(key_);
        if (found == openByBoundary_.end() || (found_ != Part::none && found->second <= found_))
            return;
        found_ = found->second;
        isClosing_ = isClosing;
    }

    void boundary(const Line& line)
    {
        const std::uint32_t place = found_;
        while (inHeader_) // a message part without body has an empty message inside
            endHeader(line.begin, lines_);
        while (open_.size() > place + 1)
            closeInnermost();
        const std::uint32_t owner = open_[place].part;
        // A part without body may have its header end behind that line; its parents hold it all the
        // same.
        std::uint64_t end = previous_.end;
        for (; current_ != owner; current_ = current().parent)
            end = endBody(current_, end);
        if (isClosing_ && current().firstChild == Part::none)
            closedEmpty_ = owner;
        if (isClosing_)
            closeInnermost();
        else
            addPart(owner, line.next);
    }

    /// The body ends at the end of the line before a boundary; that line end belongs to the
    /// boundary.
    std::uint64_t endBody(std::uint32_t index, std::uint64_t end)
    {
        Part& part = out_.parts[index];
        part.bodyEnd = std::max(part.bodyBegin, end);
        if (part.bodyEnd > part.bodyBegin)
            out_.fields[index].lines = lines_ - linesBefore_[index] - (previous_.isEmpty() ? 1 : 0);
        showIfUndivided(index);
        return part.bodyEnd;
    }

    /// A multipart whose boundary never comes is shown as the text that it is.
    void showIfUndivided(std::uint32_t index)
    {
        Part& part = out_.parts[index];
        if (part.kind != PartKind::Multipart || part.firstChild != Part::none
            || index == closedEmpty_ || part.bodyEnd == part.bodyBegin)
            return;
        part.kind = PartKind::Leaf;
        part.media = Media::TextPlain;
        setType(out_.fields[index], "text", "plain");
        out_.fields[index].parameters.clear();
    }

    void countTheRest()
    {
        const std::string_view rest = text_.substr(current().headerBegin);
        out_.steps += rest.size();
        lines_ += static_cast<std::uint64_t>(std::ranges::count(rest, '\n'));
        if (!rest.empty() && rest.back() != '\n')
            ++lines_;
    }

    void finish()
    {
        while (inHeader_)
            endHeader(text_.size(), lines_);
        for (; current_ != Part::none; current_ = current().parent) {
            current().bodyEnd = text_.size();
            if (current().bodyEnd > current().bodyBegin)
                out_.fields[current_].lines = lines_ - linesBefore_[current_];
            showIfUndivided(current_);
        }
    }

    std::string_view text_;
    const Limits& limits_;
    Structure out_;
    std::uint32_t current_ = 0; ///< the part whose header or body is being read
    bool inHeader_ = true;
    bool isFirstHeaderLine_ = true;
    bool isOpaque_ = false; ///< there are too many parts: the last one takes all that is left
    std::uint64_t lines_ = 0; ///< lines before the one being read
    Line previous_;
    std::size_t headerBytes_ = 0;
    std::uint32_t closedEmpty_ = Part::none; ///< the multipart last closed without any part

    std::vector<Open> open_; ///< from the outermost to the innermost
    std::unordered_map<std::string, std::uint32_t>
        openByBoundary_; ///< to the innermost place in open_
    std::size_t longest_ = 0;
    std::uint32_t found_ = Part::none; ///< place in open_ of the boundary found last
    bool isClosing_ = false;
    std::string key_;

    // by part
    std::vector<std::uint32_t> lastChild_;
    std::vector<std::uint32_t> depth_;
    std::vector<std::uint64_t> linesBefore_; ///< lines of the message before the body
};

} // namespace

Structure parse(std::string_view message, const Limits& limits)
{
    return Parser(message, limits).run();
}

} // namespace postamt::mime
