#include "jats/tex_math.h"

#include <algorithm>

#include "lang/script.h"

namespace jiaokan {

namespace {

enum class Kind : unsigned char { letter, sign, fence, large, integral, word, bound, space, nothing };
struct Command {
  std::u32string_view name;
  Kind kind;
  std::u32string_view text;
};
constexpr Command kCommands[] = {
#define TEX(name, kind, text) {U## #name, Kind::kind, text},
#include "jats/tex_commands.inc"
#undef TEX
};

enum class Face : unsigned char { italic, upright, bold, script, fraktur, doubled, mono };
struct FaceCommand {
  std::u32string_view name;
  Face face;
  bool to_end;   // of the group it stands in: \bf; else of its argument
};
constexpr FaceCommand kFaces[] = {
    {U"mathrm", Face::upright, false}, {U"mathsf", Face::upright, false},  {U"mathit", Face::italic, false},    {U"mathbf", Face::bold, false},    {U"boldsymbol", Face::bold, false},  {U"bm", Face::bold, false},
    {U"pmb", Face::bold, false},       {U"mathcal", Face::script, false},  {U"mathscr", Face::script, false},   {U"mathfrak", Face::fraktur, false}, {U"mathbb", Face::doubled, false}, {U"mathtt", Face::mono, false},
    {U"rm", Face::upright, true},      {U"sf", Face::upright, true},       {U"bf", Face::bold, true},           {U"it", Face::italic, true},       {U"em", Face::italic, true},         {U"cal", Face::script, true},
    {U"tt", Face::mono, true},         {U"mathnormal", Face::italic, false}};

struct Accent {
  std::u32string_view name;
  char32_t sign;
  bool below;
};
constexpr Accent kAccents[] = {{U"hat", U'^', false},        {U"widehat", U'^', false},   {U"bar", U'¯', false},         {U"overline", U'¯', false},       {U"tilde", U'~', false},     {U"widetilde", U'~', false}, {U"dot", U'˙', false},
                               {U"ddot", U'¨', false},       {U"vec", U'→', false},       {U"overrightarrow", U'→', false}, {U"overleftarrow", U'←', false}, {U"overleftrightarrow", U'↔', false}, {U"check", U'ˇ', false}, {U"breve", U'˘', false},
                               {U"mathring", U'˚', false},   {U"acute", U'´', false},     {U"grave", U'`', false},       {U"overbrace", U'⏞', false},      {U"underbrace", U'⏟', true}, {U"underline", U'_', true}};
constexpr std::u32string_view kTexts[] = {U"text", U"textrm", U"textit", U"textbf", U"textsf", U"textup", U"mbox", U"hbox", U"texttt", U"textnormal"};
constexpr std::u32string_view kTables[] = {U"array", U"matrix", U"pmatrix", U"bmatrix", U"vmatrix", U"Vmatrix", U"Bmatrix", U"cases", U"aligned", U"align", U"align*", U"split", U"gathered", U"gather", U"gather*", U"smallmatrix", U"eqnarray", U"equation", U"equation*", U"alignedat"};
constexpr size_t kLongest = 6000, kDeepest = 40;

bool is_tex_letter(char32_t c) { return (c >= U'a' && c <= U'z') || (c >= U'A' && c <= U'Z'); }
bool is_blank(char32_t c) { return c == U' ' || c == U'\n' || c == U'\r' || c == U'\t'; }

// The letters of mathematical alphabets that Unicode has at other places.
struct Exception {
  Face face;
  char32_t plain, sign;
};
constexpr Exception kExceptions[] = {{Face::script, U'B', U'ℬ'}, {Face::script, U'E', U'ℰ'}, {Face::script, U'F', U'ℱ'}, {Face::script, U'H', U'ℋ'}, {Face::script, U'I', U'ℐ'}, {Face::script, U'L', U'ℒ'}, {Face::script, U'M', U'ℳ'}, {Face::script, U'R', U'ℛ'},
                                     {Face::script, U'e', U'ℯ'}, {Face::script, U'g', U'ℊ'}, {Face::script, U'o', U'ℴ'}, {Face::fraktur, U'C', U'ℭ'}, {Face::fraktur, U'H', U'ℌ'}, {Face::fraktur, U'I', U'ℑ'}, {Face::fraktur, U'R', U'ℜ'}, {Face::fraktur, U'Z', U'ℨ'},
                                     {Face::doubled, U'C', U'ℂ'}, {Face::doubled, U'H', U'ℍ'}, {Face::doubled, U'N', U'ℕ'}, {Face::doubled, U'P', U'ℙ'}, {Face::doubled, U'Q', U'ℚ'}, {Face::doubled, U'R', U'ℝ'}, {Face::doubled, U'Z', U'ℤ'}};
struct Alphabet {
  Face face;
  char32_t capitals, smalls, digits, greek_capitals, greek_smalls;   // 0: none
};
constexpr Alphabet kAlphabets[] = {{Face::bold, 0x1D400, 0x1D41A, 0x1D7CE, 0x1D6A8, 0x1D6C2}, {Face::script, 0x1D49C, 0x1D4B6, 0, 0, 0}, {Face::fraktur, 0x1D504, 0x1D51E, 0, 0, 0}, {Face::doubled, 0x1D538, 0x1D552, 0x1D7D8, 0, 0}, {Face::mono, 0x1D670, 0x1D68A, 0x1D7F6, 0, 0}};

char32_t in_face(char32_t c, Face face) {
  for (const Exception& row : kExceptions)
    if (row.face == face && row.plain == c) return row.sign;
  for (const Alphabet& row : kAlphabets) {
    if (row.face != face) continue;
    if (c >= U'A' && c <= U'Z') return row.capitals + (c - U'A');
    if (c >= U'a' && c <= U'z') return row.smalls + (c - U'a');
    if (is_ascii_digit(c) && row.digits != 0) return row.digits + (c - U'0');
    if (c >= U'Α' && c <= U'Ω' && row.greek_capitals != 0) return row.greek_capitals + (c - U'Α');
    if (c >= U'α' && c <= U'ω' && row.greek_smalls != 0) return row.greek_smalls + (c - U'α');
  }
  return c;
}

MathItem leaf(const char* name, std::u32string_view text) { return {name, std::u32string(text), {}, {}, false}; }
MathItem sign(std::u32string_view text) { return leaf("mo", text); }

MathItem row_of(std::vector<MathItem> items) {
  if (items.size() == 1) return std::move(items.front());
  MathItem out;
  out.children = std::move(items);
  return out;
}

MathItem made(const char* name, std::vector<MathItem> children) {
  MathItem out;
  out.name = name;
  out.children = std::move(children);
  return out;
}

class Parser {
 public:
  explicit Parser(std::u32string_view tex) : tex_(tex) {}

  bool run(std::vector<MathItem>& out) { return tex_.size() <= kLongest && row(out, Face::italic) && at_ == tex_.size(); }

 private:
  void skip_blanks() {
    while (at_ < tex_.size() && is_blank(tex_[at_])) ++at_;
  }
  bool next_is(char32_t c) {
    skip_blanks();
    return at_ < tex_.size() && tex_[at_] == c;
  }
  // The name of the command here; at_ stays before its backslash.
  std::u32string_view command(size_t& end) const {
    end = at_ + 1;
    while (end < tex_.size() && is_tex_letter(tex_[end])) ++end;
    if (end == at_ + 1 && end < tex_.size()) ++end;
    return tex_.substr(at_ + 1, end - at_ - 1);
  }
  bool take_command(std::u32string_view name) {
    skip_blanks();
    if (at_ >= tex_.size() || tex_[at_] != U'\\') return false;
    size_t end = 0;
    if (command(end) != name) return false;
    at_ = end;
    return true;
  }

  // Signs up to what ends the row: a closing brace, a cell's or a row's end, \right, \end.
  bool row(std::vector<MathItem>& out, Face face) {
    if (++depth_ > kDeepest) return false;
    for (;;) {
      skip_blanks();
      if (at_ >= tex_.size()) break;
      const char32_t c = tex_[at_];
      if (c == U'}' || c == U'&' || (c == U']' && in_option_)) break;
      if (c == U'^' || c == U'_' || c == U'\'') {
        if (!scripts(out, face)) return false;
        continue;
      }
      if (c == U'\\') {
        size_t end = 0;
        const std::u32string_view name = command(end);
        if (name == U"\\" || name == U"right" || name == U"end" || name == U"middle" || name == U"cr") break;
        if (name == U"limits" || name == U"nolimits") {
          if (!out.empty()) out.back().limits = name == U"limits";
          at_ = end;
          continue;
        }
        if (name == U"over" || name == U"atop" || name == U"choose") {
          at_ = end;
          std::vector<MathItem> below;
          if (!row(below, face)) return false;
          MathItem fraction = made("mfrac", {row_of(std::move(out)), row_of(std::move(below))});
          if (name != U"over") fraction.attributes.emplace_back("linethickness", "0");
          out.clear();
          out.push_back(std::move(fraction));
          break;
        }
        const auto switched = std::find_if(std::begin(kFaces), std::end(kFaces), [&](const FaceCommand& row) { return row.to_end && row.name == name; });
        if (switched != std::end(kFaces)) {
          face = switched->face;
          at_ = end;
          continue;
        }
      }
      if (!atom(out, face, false)) return false;
    }
    --depth_;
    return true;
  }

  // Behind \begin{…}, \frac and their like: a group, or one sign.
  bool argument(MathItem& out, Face face) {
    skip_blanks();
    if (at_ >= tex_.size()) return false;
    std::vector<MathItem> items;
    if (!atom(items, face, true)) return false;
    out = row_of(std::move(items));
    return true;
  }

  bool group(std::vector<MathItem>& out, Face face) {
    ++at_;
    const bool option = in_option_;
    in_option_ = false;
    if (!row(out, face) || at_ >= tex_.size() || tex_[at_] != U'}') return false;
    in_option_ = option;
    ++at_;
    return true;
  }

  // What stands between braces, as it is.
  bool raw_group(std::u32string& out) {
    skip_blanks();
    if (at_ >= tex_.size() || tex_[at_] != U'{') return false;
    size_t open = 0;
    for (++at_; at_ < tex_.size(); ++at_) {
      if (tex_[at_] == U'{') ++open;
      if (tex_[at_] == U'}') {
        if (open == 0) break;
        --open;
      }
      out.push_back(tex_[at_]);
    }
    if (at_ >= tex_.size()) return false;
    ++at_;
    return true;
  }

  bool scripts(std::vector<MathItem>& out, Face face) {
    MathItem base;
    if (!out.empty()) {
      base = std::move(out.back());
      out.pop_back();
    }
    std::vector<MathItem> below, above;
    for (;;) {
      skip_blanks();
      if (at_ >= tex_.size()) break;
      const char32_t c = tex_[at_];
      if (c == U'\'') {
        ++at_;
        above.push_back(sign(U"′"));
        continue;
      }
      if (c != U'^' && c != U'_') break;
      ++at_;
      MathItem item;
      if (!argument(item, face)) return false;
      (c == U'^' ? above : below).push_back(std::move(item));
    }
    const bool limits = base.limits;
    const char* const name = below.empty() ? (limits ? "mover" : "msup") : above.empty() ? (limits ? "munder" : "msub") : limits ? "munderover" : "msubsup";
    std::vector<MathItem> children;
    children.push_back(std::move(base));
    if (!below.empty()) children.push_back(row_of(std::move(below)));
    if (!above.empty()) children.push_back(row_of(std::move(above)));
    out.push_back(made(name, std::move(children)));
    return true;
  }

  // One sign, number, word or group is put behind `out`; `single`: a number has one digit, as an argument without braces has.
  bool atom(std::vector<MathItem>& out, Face face, bool single) {
    const char32_t c = tex_[at_];
    if (c == U'{') {
      std::vector<MathItem> inside;
      if (!group(inside, face)) return false;
      if (single || inside.size() == 1) out.push_back(row_of(std::move(inside)));
      else if (!inside.empty()) out.push_back(made("mrow", std::move(inside)));
      return true;
    }
    if (c == U'\\') return by_command(out, face);
    if (is_ascii_digit(c) || (c == U'.' && at_ + 1 < tex_.size() && is_ascii_digit(tex_[at_ + 1]))) return number(out, face, single);
    if (is_tex_letter(c)) return letters(out, face, single);
    ++at_;
    if (c == U'~') {
      MathItem space = made("mspace", {});
      space.attributes.emplace_back("width", "0.33em");
      out.push_back(std::move(space));
      return true;
    }
    if (c < 0x20 || c == U'#' || c == U'$') return false;
    if (is_cjk(c) && is_letter(c)) {
      std::u32string text(1, c);
      while (at_ < tex_.size() && is_cjk(tex_[at_])) text.push_back(tex_[at_++]);
      out.push_back(leaf("mtext", text));
      return true;
    }
    const std::u32string one(1, c == U'-' ? U'−' : c == U'*' ? U'∗' : c);
    if (is_letter(c)) {
      out.push_back(leaf("mi", one));
      return true;
    }
    MathItem item = sign(one);
    if (std::u32string_view(U"()[]|").find(c) != std::u32string_view::npos) item.attributes.emplace_back("stretchy", "false");
    out.push_back(std::move(item));
    return true;
  }

  bool number(std::vector<MathItem>& out, Face face, bool single) {
    std::u32string digits;
    while (at_ < tex_.size()) {
      size_t next = at_;
      while (next < tex_.size() && is_blank(tex_[next])) ++next;
      const bool point = next + 1 < tex_.size() && tex_[next] == U'.' && digits.find(U'.') == std::u32string::npos;
      size_t behind = next + 1;
      while (point && behind < tex_.size() && is_blank(tex_[behind])) ++behind;
      if (next >= tex_.size() || !(is_ascii_digit(tex_[next]) || (point && behind < tex_.size() && is_ascii_digit(tex_[behind])))) break;
      digits.push_back(is_ascii_digit(tex_[next]) ? in_face(tex_[next], face) : U'.');
      at_ = next + 1;
      if (single) break;
    }
    out.push_back(leaf("mn", digits));
    return true;
  }

  // Upright letters are a word or a unit; others stand by themselves.
  bool letters(std::vector<MathItem>& out, Face face, bool single) {
    std::u32string text(1, in_face(tex_[at_++], face));
    if (face == Face::upright && !single)
      for (size_t next = at_; next < tex_.size(); ++next) {
        if (is_blank(tex_[next])) continue;
        if (!is_tex_letter(tex_[next])) break;
        text.push_back(tex_[next]);
        at_ = next + 1;
      }
    MathItem item = leaf("mi", text);
    if (text.size() == 1 && face != Face::italic) item.attributes.emplace_back("mathvariant", "normal");
    out.push_back(std::move(item));
    return true;
  }

  bool by_command(std::vector<MathItem>& out, Face face) {
    size_t end = 0;
    const std::u32string_view name = command(end);
    at_ = end;
    if (name.empty()) return at_ == tex_.size();   // a space behind the last sign, its blank lost
    if (!is_tex_letter(name[0])) return by_sign(out, name[0]);
    for (const Command& row : kCommands)
      if (row.name == name) return put_command(out, row, face);
    for (const FaceCommand& row : kFaces)
      if (row.name == name) {
        MathItem item;
        if (!argument(item, row.face)) return false;
        out.push_back(std::move(item));
        return true;
      }
    for (const Accent& row : kAccents)
      if (row.name == name) {
        MathItem base;
        if (!argument(base, face)) return false;
        MathItem accented = made(row.below ? "munder" : "mover", {std::move(base), sign(std::u32string_view(&row.sign, 1))});
        accented.attributes.emplace_back(row.below ? "accentunder" : "accent", "true");
        accented.limits = row.sign == U'⏞' || row.sign == U'⏟';
        out.push_back(std::move(accented));
        return true;
      }
    if (std::find(std::begin(kTexts), std::end(kTexts), name) != std::end(kTexts)) {
      const size_t begin = at_;
      if (text(out)) return true;
      // Commands inside: a group in upright letters, as engines take one for the other.
      at_ = begin;
      while (next_is(U'~')) ++at_;
      MathItem item;
      if (!argument(item, name == U"textbf" ? Face::bold : name == U"textit" ? Face::italic : Face::upright)) return false;
      out.push_back(std::move(item));
      return true;
    }
    return by_arguments(out, name, face);
  }

  bool by_sign(std::vector<MathItem>& out, char32_t c) {
    if (std::u32string_view(U",:;! /").find(c) != std::u32string_view::npos || is_blank(c)) {
      if (c == U'!' || c == U'/') return true;
      MathItem space = made("mspace", {});
      space.attributes.emplace_back("width", c == U' ' ? "0.33em" : "0.17em");
      out.push_back(std::move(space));
      return true;
    }
    if (c == U'*' || c == U'-') return true;   // may be broken here
    if (std::u32string_view(U"%{}$_&#|").find(c) == std::u32string_view::npos) return false;
    MathItem item = sign(c == U'|' ? U"‖" : std::u32string_view(&c, 1));
    if (c == U'{' || c == U'}' || c == U'|') item.attributes.emplace_back("stretchy", "false");
    out.push_back(std::move(item));
    return true;
  }

  bool put_command(std::vector<MathItem>& out, const Command& row, Face face) {
    MathItem item;
    switch (row.kind) {
      case Kind::nothing: return true;
      case Kind::letter: {
        std::u32string text(row.text);
        if (face == Face::bold) text[0] = in_face(text[0], face);
        item = leaf("mi", text);
        if (face == Face::upright || (text[0] >= U'Α' && text[0] <= U'Ω')) item.attributes.emplace_back("mathvariant", "normal");
        break;
      }
      case Kind::sign: item = sign(row.text); break;
      case Kind::fence:
        item = sign(row.text);
        item.attributes.emplace_back("stretchy", "false");
        break;
      case Kind::large:
      case Kind::integral:
        item = sign(row.text);
        item.limits = row.kind == Kind::large;
        break;
      case Kind::word: item = leaf("mi", row.text); break;
      case Kind::bound:
        item = leaf("mo", row.text);
        item.attributes.emplace_back("movablelimits", "true");
        item.limits = true;
        break;
      case Kind::space:
        item = made("mspace", {});
        item.attributes.emplace_back("width", row.text == U"2em" ? "2em" : row.text == U"1em" ? "1em" : "0.5em");
        break;
    }
    out.push_back(std::move(item));
    return true;
  }

  bool text(std::vector<MathItem>& out) {
    std::u32string words;
    if (!raw_group(words)) return false;
    if (words.find(U'\\') != std::u32string::npos || words.find(U'$') != std::u32string::npos) return false;
    // Engines put a space between all letters.
    bool spelled = words.size() > 3;
    for (size_t i = 1; i < words.size(); ++i) spelled = spelled && (is_blank(words[i]) || is_blank(words[i - 1]));
    if (spelled) std::erase_if(words, is_blank);
    std::erase_if(words, [](char32_t c) { return c == U'{' || c == U'}'; });
    for (char32_t& c : words)
      if (is_blank(c) || c == U'~') c = U'\u00A0';
    out.push_back(leaf("mtext", words));
    return true;
  }

  bool by_arguments(std::vector<MathItem>& out, std::u32string_view name, Face face) {
    MathItem first, second;
    if (name == U"frac" || name == U"dfrac" || name == U"tfrac" || name == U"cfrac" || name == U"binom") {
      if (!argument(first, face) || !argument(second, face)) return false;
      MathItem fraction = made("mfrac", {std::move(first), std::move(second)});
      if (name != U"binom") {
        out.push_back(std::move(fraction));
        return true;
      }
      fraction.attributes.emplace_back("linethickness", "0");
      out.push_back(made("mrow", {sign(U"("), std::move(fraction), sign(U")")}));
      return true;
    }
    if (name == U"sqrt") {
      std::vector<MathItem> degree;
      const bool has_degree = next_is(U'[');
      if (has_degree) {
        ++at_;
        in_option_ = true;
        if (!row(degree, face) || !next_is(U']')) return false;
        in_option_ = false;
        ++at_;
      }
      if (!argument(first, face)) return false;
      out.push_back(has_degree ? made("mroot", {std::move(first), row_of(std::move(degree))}) : made("msqrt", {std::move(first)}));
      return true;
    }
    if (name == U"overset" || name == U"stackrel" || name == U"underset") {
      if (!argument(first, face) || !argument(second, face)) return false;
      out.push_back(made(name == U"underset" ? "munder" : "mover", {std::move(second), std::move(first)}));
      return true;
    }
    if (name == U"xrightarrow" || name == U"xleftarrow") {
      if (!argument(first, face)) return false;
      out.push_back(made("mover", {sign(name == U"xrightarrow" ? U"→" : U"←"), std::move(first)}));
      return true;
    }
    if (name == U"operatorname" || name == U"mathop") {
      if (next_is(U'*')) ++at_;
      const bool limits = name == U"mathop" || (at_ > 0 && tex_[at_ - 1] == U'*');
      if (!argument(first, Face::upright)) return false;
      first.limits = limits;
      out.push_back(std::move(first));
      return true;
    }
    if (name == U"phantom" || name == U"hphantom" || name == U"vphantom") {
      if (!argument(first, face)) return false;
      out.push_back(made("mphantom", {std::move(first)}));
      return true;
    }
    if (name == U"textsuperscript") {
      if (!argument(first, Face::upright)) return false;
      out.push_back(made("msup", {MathItem{}, std::move(first)}));
      return true;
    }
    if (name == U"hspace" || name == U"vspace" || name == U"label" || name == U"ref" || name == U"color") {
      std::u32string dropped;
      if (next_is(U'*')) ++at_;
      return raw_group(dropped);
    }
    if (name == U"tag") return text(out);
    if (name == U"not") {
      std::vector<MathItem> next;
      if (skip_blanks(); at_ >= tex_.size() || !atom(next, face, true) || next.size() != 1 || next[0].text.size() != 1) return false;
      next[0].text.push_back(U'\u0338');
      out.push_back(std::move(next[0]));
      return true;
    }
    if (name == U"textcircled") return circled(out);
    if (name == U"substack") {
      if (!next_is(U'{')) return false;
      ++at_;
      MathItem table;
      if (!cells(table, face) || !next_is(U'}')) return false;
      ++at_;
      out.push_back(std::move(table));
      return true;
    }
    if (name == U"left") return fenced(out, face);
    if (name == U"begin") return environment(out, face);
    return false;
  }

  bool circled(std::vector<MathItem>& out) {
    std::u32string digits;
    if (!raw_group(digits)) return false;
    unsigned value = 0;
    for (const char32_t c : digits) {
      if (!is_ascii_digit(c) && !is_blank(c)) return false;
      if (is_ascii_digit(c)) value = std::min(100U, value * 10 + (c - U'0'));
    }
    if (value < 1 || value > 20) return false;
    const char32_t c = U'①' + value - 1;
    out.push_back(leaf("mtext", std::u32string_view(&c, 1)));
    return true;
  }

  bool delimiter(std::u32string& out) {
    skip_blanks();
    if (at_ >= tex_.size()) return false;
    if (tex_[at_] != U'\\') {
      const char32_t c = tex_[at_++];
      if (c != U'.') out.assign(1, c == U'<' ? U'⟨' : c == U'>' ? U'⟩' : c);
      return std::u32string_view(U"()[]|/.<>").find(c) != std::u32string_view::npos;
    }
    size_t end = 0;
    const std::u32string_view name = command(end);
    at_ = end;
    if (name == U"{" || name == U"}") out = name;
    else if (name == U"|") out = U"‖";
    else
      for (const Command& row : kCommands)
        if (row.name == name && (row.kind == Kind::fence || row.kind == Kind::sign)) out = row.text;
    return !out.empty();
  }

  bool fenced(std::vector<MathItem>& out, Face face) {
    std::u32string open, close;
    std::vector<MathItem> inside;
    if (!delimiter(open)) return false;
    const bool option = in_option_;
    in_option_ = false;
    for (;;) {
      if (!row(inside, face)) return false;
      if (!take_command(U"middle")) break;
      std::u32string middle;
      if (!delimiter(middle)) return false;
      inside.push_back(sign(middle));
    }
    in_option_ = option;
    if (!take_command(U"right")) return false;
    skip_blanks();
    if (!delimiter(close)) return false;
    const auto fence = [](const std::u32string& text) {
      MathItem item = sign(text);
      item.attributes.emplace_back("fence", "true");
      item.attributes.emplace_back("stretchy", "true");
      return item;
    };
    std::vector<MathItem> all;
    if (!open.empty()) all.push_back(fence(open));
    for (MathItem& item : inside) all.push_back(std::move(item));
    if (!close.empty()) all.push_back(fence(close));
    out.push_back(made("mrow", std::move(all)));
    return true;
  }

  bool cells(MathItem& table, Face face) {
    table = made("mtable", {});
    MathItem line = made("mtr", {});
    for (;;) {
      std::vector<MathItem> cell;
      if (!row(cell, face)) return false;
      line.children.push_back(made("mtd", std::move(cell)));
      if (next_is(U'&')) {
        ++at_;
        continue;
      }
      const bool more = take_command(U"\\") || take_command(U"cr");
      const bool empty = line.children.size() == 1 && line.children[0].children.empty();
      if (more || !empty || table.children.empty()) table.children.push_back(std::move(line));
      line = made("mtr", {});
      if (!more) return true;
      if (next_is(U'[')) {   // \\[2pt]
        const size_t close = tex_.find(U']', at_);
        if (close != std::u32string_view::npos && close - at_ < 12) at_ = close + 1;
      }
    }
  }

  bool environment(std::vector<MathItem>& out, Face face) {
    std::u32string name;
    if (!raw_group(name)) return false;
    std::erase_if(name, is_blank);
    if (std::find(std::begin(kTables), std::end(kTables), name) == std::end(kTables)) return false;
    std::u32string columns;
    if ((name == U"array" || name == U"alignedat") && next_is(U'{') && !raw_group(columns)) return false;
    MathItem table;
    const bool option = in_option_;
    in_option_ = false;
    if (!cells(table, face) || !take_command(U"end")) return false;
    in_option_ = option;
    std::u32string closing;
    if (!raw_group(closing)) return false;
    const std::pair<std::u32string_view, std::u32string_view> kFences[] = {{U"pmatrix", U"()"}, {U"bmatrix", U"[]"}, {U"vmatrix", U"||"}, {U"Vmatrix", U"‖‖"}, {U"Bmatrix", U"{}"}, {U"cases", U"{"}};
    const bool left = name == U"cases" || columns.find(U'l') != std::u32string::npos;
    if (left) table.attributes.emplace_back("columnalign", "left");
    for (const auto& [of, signs] : kFences) {
      if (of != name) continue;
      MathItem all;
      all.children.push_back(sign(signs.substr(0, 1)));
      all.children.push_back(std::move(table));
      if (signs.size() > 1) all.children.push_back(sign(signs.substr(1)));
      out.push_back(std::move(all));
      return true;
    }
    out.push_back(std::move(table));
    return true;
  }

  std::u32string_view tex_;
  size_t at_ = 0, depth_ = 0;
  bool in_option_ = false;   // a ] ends the row
};

}  // namespace

bool read_tex(std::u32string_view tex, std::vector<MathItem>& row) {
  row.clear();
  return Parser(tex).run(row) && !row.empty();
}

}  // namespace jiaokan
