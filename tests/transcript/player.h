#pragma once

#include "transcript/script.h"
#include "transcript/service.h"
#include "transcript/speech.h"
#include "transcript/stage.h"

#include <deque>
#include <map>
#include <memory>
#include <string>

namespace postamt::transcript {

/// Passwords of the accounts in transcripts: "alice-password" for alice@example.test.
std::string passwordOf(std::string_view account);
/// "alice@example.test"
std::string addressOf(std::string_view account);

/// Plays one transcript once. A connection is opened when its first step comes.
class Player {
public:
    Player(const Script& script, Stage& stage);
    ~Player();
    Player(const Player&) = delete;
    Player& operator=(const Player&) = delete;

    /// Bad with a text for the author that names the line, says what came, and shows the dialogue
    /// before it.
    Result<> play();

private:
    struct Line {
        std::unique_ptr<Connection> connection;
        const Service* service = nullptr;
        std::string bytes; ///< received, not yet a whole line
        std::deque<std::string> lines; ///< received, not yet expected
        bool isDropped = false; ///< by the client
        bool isSkipping = false; ///< `...` stood last
    };

    Result<> playSteps(const std::vector<Step>& steps);
    Result<> playFrom(const std::vector<Step>& steps, std::size_t& at, Line* line);
    Result<> operate(const Step& step);
    Result<> send(const std::vector<Step>& steps, std::size_t& at, Line& line);
    Result<> expect(const std::vector<Step>& steps, std::size_t& at, Line& line);
    Result<> verb(const Step& step, Line& line);
    Result<> silence(Line& line, std::chrono::milliseconds time);
    Result<> closed(Line& line);
    Result<Line*> lineOf(std::size_t connection);
    Approach approach(std::size_t connection) const;
    Result<> prepare(Line& line, std::size_t connection);
    Result<> prelude(std::string_view text, std::size_t connection);
    Result<> cut(Line& line);
    std::string explain(std::size_t line, const std::string& text) const;
    void note(std::size_t connection, std::string_view mark, std::string_view text);

    const Script& script_;
    Stage& stage_;
    std::map<std::size_t, Line> connections_;
    Variables variables_;
    Speech speech_;
    std::deque<std::string> dialogue_; ///< the last lines of all connections
};

} // namespace postamt::transcript
