#include "structure/plain_tex.h"

#include <algorithm>
#include <cstdint>

namespace jiaokan {

namespace {

struct Command {
  std::u32string_view name, text;
};
constexpr Command kSigns[] = {
    {U"%", U"%"},       {U"sim", U"～"},    {U"pm", U"±"},   {U"times", U"×"},    {U"cdot", U"·"},  {U"circ", U"°"},  {U"degree", U"°"},  {U"mu", U"μ"},    {U"leq", U"≤"}, {U"leqslant", U"≤"},
    {U"le", U"≤"},      {U"geq", U"≥"},     {U"geqslant", U"≥"}, {U"ge", U"≥"},   {U"approx", U"≈"}, {U"Omega", U"Ω"}, {U"permil", U"‰"}, {U"textperthousand", U"‰"}, {U"&", U"&"}, {U",", U""},
    {U";", U""},        {U"!", U""},        {U":", U""},     {U" ", U""},         {U"left", U""},   {U"right", U""},  {U"bullet", U"·"}, {U"prime", U"′"},  {U"textdegree", U"°"}, {U"lt", U"<"}, {U"gt", U">"},
};
constexpr std::u32string_view kUpright[] = {U"mathrm", U"textrm", U"text", U"rm", U"mathsf", U"operatorname"};
constexpr std::u32string_view kSizes[] = {U"scriptstyle", U"displaystyle", U"textstyle", U"scriptsize", U"small"};
constexpr size_t kLongestUnit = 8;      // letters of one run

bool is_letter(char32_t c) { return (c >= U'a' && c <= U'z') || (c >= U'A' && c <= U'Z'); }
bool is_digit(char32_t c) { return c >= U'0' && c <= U'9'; }

class Reader {
 public:
  explicit Reader(std::u32string_view tex) : tex_(tex) {}

  std::vector<PlainPiece> run() {
    if (!group(false, PlainPiece::Level::line) || at_ != tex_.size() || out_.empty()) return {};
    while (!out_.back().text.empty() && out_.back().text.back() == U' ') out_.back().text.pop_back();
    if (out_.back().text.empty()) out_.pop_back();
    if (out_.empty()) return {};
    const std::u32string& first = out_.front().text;
    // It begins with a number or a sign: what begins with a unit is a name.
    if (out_.front().level != PlainPiece::Level::line || is_letter(first[0])) return {};
    return std::move(out_);
  }

 private:
  void put(std::u32string_view text, PlainPiece::Level level) {
    if (text.empty()) return;
    if (out_.empty() || out_.back().level != level) out_.push_back({{}, level});
    out_.back().text += text;
  }

  void skip_spaces() {
    while (at_ < tex_.size() && (tex_[at_] == U' ' || tex_[at_] == U'\n' || tex_[at_] == U'\r')) ++at_;
  }

  // Up to the end, or to the bracket that closes.
  bool group(bool upright, PlainPiece::Level level) {
    for (;;) {
      skip_spaces();
      if (at_ >= tex_.size() || tex_[at_] == U'}') return true;
      if (!item(upright, level)) return false;
    }
  }

  bool braced(bool upright, PlainPiece::Level level) {
    ++at_;
    if (!group(upright, level) || at_ >= tex_.size()) return false;
    ++at_;
    return true;
  }

  bool item(bool upright, PlainPiece::Level level) {
    const char32_t c = tex_[at_];
    if (c == U'{') return braced(upright, level);
    if (c == U'^' || c == U'_') {
      if (level != PlainPiece::Level::line) return false;
      ++at_;
      skip_spaces();
      if (at_ >= tex_.size()) return false;
      return script(upright, c == U'^');
    }
    if (c == U'\\') return command(level);
    ++at_;
    if (c == U'~') {
      if (!out_.empty()) put(U" ", level);
      return true;
    }
    if (is_letter(c)) {
      if (!upright) return false;
      size_t letters = 1;
      const std::u32string& before = out_.empty() || out_.back().level != level ? kNone : out_.back().text;
      for (size_t i = before.size(); i > 0 && is_letter(before[i - 1]); --i) ++letters;
      if (letters > kLongestUnit) return false;
      put(std::u32string_view(&c, 1), level);
      return true;
    }
    if (is_digit(c) || std::u32string_view(U".,-+/%<>=()[]:·×±～~℃°′‰μ").find(c) != std::u32string_view::npos) {
      if ((c == U'[' || c == U']') && level == PlainPiece::Level::raised) return false;   // a citation
      put(std::u32string_view(&c, 1), level);
      return true;
    }
    return false;
  }

  // A degree is no exponent.
  bool script(bool upright, bool raised) {
    const size_t from = at_;
    const std::vector<PlainPiece> before = out_;
    const PlainPiece::Level level = raised ? PlainPiece::Level::raised : PlainPiece::Level::lowered;
    if (!item(upright, level)) return false;
    if (out_.empty() || out_.back().level != level) return true;
    const std::u32string text = out_.back().text;
    if (raised && (text == U"°" || text == U"′" || text == U"°C")) {
      out_ = before;
      put(text, PlainPiece::Level::line);
      return true;
    }
    if (!raised && (text == U"°" || text == U"o")) {   // a full stop of Chinese that was taken for an index
      at_ = at_ > from ? at_ : from;
      out_ = before;
      skip_spaces();
      if (at_ != tex_.size()) return false;
      put(U"。", PlainPiece::Level::line);
      return true;
    }
    // An exponent is a number; an index, of a number or unit, is none we know.
    return raised && std::all_of(text.begin(), text.end(), [](char32_t c) { return is_digit(c) || c == U'-' || c == U'+' || c == U'.'; });
  }

  bool command(PlainPiece::Level level) {
    size_t end = at_ + 1;
    while (end < tex_.size() && is_letter(tex_[end])) ++end;
    if (end == at_ + 1 && end < tex_.size()) ++end;
    const std::u32string_view name = tex_.substr(at_ + 1, end - at_ - 1);
    at_ = end;
    if (std::find(std::begin(kSizes), std::end(kSizes), name) != std::end(kSizes)) return true;
    if (std::find(std::begin(kUpright), std::end(kUpright), name) != std::end(kUpright)) {
      skip_spaces();
      if (at_ < tex_.size() && tex_[at_] == U'{') return braced(true, level);
      return name == U"rm" && group(true, level);
    }
    if (name == U"textcircled") return circled(level);
    for (const Command& sign : kSigns)
      if (sign.name == name) {
        put(sign.text, level);
        return true;
      }
    return false;
  }

  // The number of an item of a list.
  bool circled(PlainPiece::Level level) {
    uint32_t value = 0;
    skip_spaces();
    if (at_ >= tex_.size() || tex_[at_] != U'{') return false;
    for (++at_; at_ < tex_.size() && (is_digit(tex_[at_]) || tex_[at_] == U' '); ++at_)
      if (is_digit(tex_[at_])) value = std::min<uint32_t>(100, value * 10 + (tex_[at_] - U'0'));
    if (at_ >= tex_.size() || tex_[at_] != U'}' || value < 1 || value > 20) return false;
    ++at_;
    const char32_t sign = U'①' + value - 1;
    put(std::u32string_view(&sign, 1), level);
    return true;
  }

  static const std::u32string kNone;
  std::u32string_view tex_;
  size_t at_ = 0;
  std::vector<PlainPiece> out_;
};
const std::u32string Reader::kNone;

}  // namespace

std::vector<PlainPiece> plain_tex(std::u32string_view tex) { return Reader(tex).run(); }

}  // namespace jiaokan
