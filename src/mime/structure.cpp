#include "mime/structure.h"

#include "base/ascii.h"
#include "mime/header.h"
#include "mime/line.h"
#include "mime/open_boundaries.h"

#include <algorithm>
#include <utility>

namespace postamt::mime {

namespace {

/// RFC 2046 allows 70.
constexpr std::size_t maxBoundary = 1000;

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
            if ((match_ = open_.find(line.in(text_), out_.steps)))
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
            out_.fields.back().setType("application", "octet-stream");
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
        if (fields.isMultipart() || fields.isMessage())
            beginContainer(index, fields.isMultipart());
        Part& part = out_.parts[index];
        part.media = part.kind == PartKind::Leaf ? mediaOf(out_.fields[index]) : Media::Other;
        part.isAttachment = mime::isAttachment(part.kind, out_.fields[index]);
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
        const bool isInDigest = part.parent != Part::none && out_.fields[part.parent].isMultipart()
            && out_.fields[part.parent].subtype == "digest";
        out_.fields[index] = readPartFields(header, isInDigest);
        out_.parts[index].encoding = readEncoding(out_.fields[index], header);
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
            fields.setType("application", "octet-stream");
        } else if (!isMultipart) {
            part.kind = PartKind::Message;
        } else if (boundary.empty() || boundary.size() > maxBoundary) {
            fields.setType("text", "plain");
            fields.parameters.clear();
        } else {
            part.kind = PartKind::Multipart;
            open_.open(index, std::string(boundary));
        }
    }

    void boundary(const Line& line)
    {
        while (inHeader_) // a message part without body has an empty message inside
            endHeader(line.begin, lines_);
        open_.closeInside(match_);
        const std::uint32_t owner = match_.part;
        // A part without body may have its header end behind that line; its parents hold it all the
        // same.
        std::uint64_t end = previous_.end;
        for (; current_ != owner; current_ = current().parent)
            end = endBody(current_, end);
        if (!match_.isClosing) {
            addPart(owner, line.next);
            return;
        }
        if (current().firstChild == Part::none)
            closedEmpty_ = owner;
        open_.closeInnermost();
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
        out_.fields[index].setType("text", "plain");
        out_.fields[index].parameters.clear();
    }

    void countTheRest()
    {
        const std::string_view rest = text_.substr(current().headerBegin);
        out_.steps += rest.size();
        LineScanner scanner(rest);
        for (Line line; scanner.next(line);)
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

    OpenBoundaries open_;
    OpenBoundaries::Match match_; ///< the boundary found last

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
