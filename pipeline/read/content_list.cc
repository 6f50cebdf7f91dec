// The content list of a document engine (MinerU): JSON, an array of items with a type, a page and texts.
//
// Texts are Markdown inside their lines. What a type or field means stands in the tables; a text in a field that is in none is left out and
// said. Anything may be missing or of another type.
#include <fmt/format.h>

#include <algorithm>

#include "lang/script.h"
#include "model/unicode.h"
#include "read/formats.h"
#include "read/json.h"
#include "read/layout.h"

namespace jiaokan {

namespace {

constexpr int kMostPages = 100000;

struct Type {
  std::u32string_view name;
  BlockKind kind;
  bool furniture;
};
constexpr Type kTypes[] = {
    {U"algorithm", BlockKind::code, false},
    {U"code", BlockKind::code, false},
    {U"discarded", BlockKind::paragraph, true},
    {U"equation", BlockKind::formula, false},
    {U"footer", BlockKind::paragraph, true},
    {U"header", BlockKind::paragraph, true},
    {U"interline_equation", BlockKind::formula, false},
    {U"list", BlockKind::list_item, false},
    {U"page_footnote", BlockKind::note, false},
    {U"page_number", BlockKind::paragraph, true},
    {U"title", BlockKind::heading, false},
};
constexpr Type kText = {U"text", BlockKind::paragraph, false};   // and every other

enum class Means : uint8_t { text, caption, footnote, table, code, list, picture, nothing };
struct Field {
  std::u32string_view name;
  Means means;
};
constexpr Field kFields[] = {
    {U"algorithm_body", Means::code},    {U"chart_caption", Means::caption},  {U"chart_footnote", Means::footnote},
    {U"code_body", Means::code},         {U"code_caption", Means::caption},   {U"code_footnote", Means::footnote},
    {U"content", Means::text},           {U"image_caption", Means::caption},  {U"image_footnote", Means::footnote},
    {U"image_path", Means::picture},     {U"img_caption", Means::caption},    {U"img_footnote", Means::footnote},
    {U"img_path", Means::picture},       {U"list_items", Means::list},        {U"sub_type", Means::nothing},
    {U"table_body", Means::table},       {U"table_caption", Means::caption},  {U"table_footnote", Means::footnote},
    {U"text", Means::text},              {U"text_format", Means::nothing},    {U"type", Means::nothing},
};

struct Item {
  Type type = kText;
  int level = 0;
  int page = -1;
  Box box;
};

class List {
 public:
  List(Witness& witness, Span part, Diags& diags) : w_(witness), part_(part), diags_(diags), text_(witness.chars), json_(read_json(text_, part)) {}

  void run() {
    items_.resize(json_.values.size());
    for (uint32_t v = 0; v < json_.values.size(); ++v) {
      const JsonValue& value = json_.values[v];
      if (value.kind == JsonKind::object) items_[v] = item(v);
      else if (value.kind == JsonKind::string && !value.is_key) string(value);
    }
    report();
    lay_out(w_, part_, plan_);
  }

 private:
  std::u32string_view view(Span span) const { return text_.substr(span.begin, span.size()); }

  // A number, also one written as a string; -1 when it is none.
  int number(const JsonValue& value) const {
    int out = 0;
    const std::u32string_view digits = view(value.span);
    if (digits.empty() || digits.size() > 6 || value.kind == JsonKind::object || value.kind == JsonKind::array) return -1;
    for (const char32_t c : digits) {
      if (c == U'.') break;
      if (!is_ascii_digit(c)) return -1;
      out = out * 10 + static_cast<int>(c - U'0');
    }
    return out;
  }

  Item item(uint32_t object) const {
    Item out;
    for (uint32_t v = object + 1; v < json_.values[object].end; v = json_.values[v].end) {
      const JsonValue& value = json_.values[v];
      if (value.key == kNone) continue;
      const std::u32string_view key = view(json_.values[value.key].span);
      if (key == U"type") {
        for (const Type& type : kTypes)
          if (type.name == view(value.span)) out.type = type;
      } else if (key == U"text_level") {
        out.level = std::clamp(number(value), 0, 6);
      } else if (key == U"page_idx") {
        out.page = std::min(number(value), kMostPages);
      } else if (key == U"bbox" && value.kind == JsonKind::array) {
        float corner[4] = {0, 0, 0, 0};
        size_t n = 0;
        for (uint32_t c = v + 1; c < value.end && n < 4; c = json_.values[c].end) corner[n++] = static_cast<float>(number(json_.values[c]));
        if (n == 4) out.box = {corner[0], corner[1], corner[2], corner[3]};
      }
    }
    return out;
  }

  void string(const JsonValue& value) {
    // Lists of strings belong to the field that holds the list.
    const JsonValue* field = &value;
    while (field->parent != kNone && json_.values[field->parent].kind == JsonKind::array) field = &json_.values[field->parent];
    if (field->parent == kNone || field->key == kNone) return unknown(value, U"");
    const std::u32string_view name = view(json_.values[field->key].span);
    for (const Field& known : kFields)
      if (known.name == name) return put(value, known.means, items_[field->parent]);
    unknown(value, name);
  }

  void put(const JsonValue& value, Means means, const Item& item) {
    if (means == Means::nothing || value.span.empty()) return;
    if (means == Means::picture) {
      plan_.marks.push_back({MarkKind::image, {value.span.begin, value.span.begin}, 1, to_utf8(unescaped(text_, value.span))});
      return;
    }
    Run run;
    run.span = value.span;
    run.kind = kind(means, item);
    if (run.kind == BlockKind::heading) run.level = static_cast<uint8_t>(std::max(item.level, 1));
    run.furniture = item.type.furniture;
    run.marked = !run.furniture && run.kind != BlockKind::code;
    run.box = item.box;
    if (item.page >= 0 && item.page != page_) {
      run.before = Border::page;
      page_ = item.page;
      first_of_page_ = plan_.runs.size();
    }
    plan_.runs.push_back(run);
    add_escapes(text_, value.span, plan_.signs);
    if (item.type.name == U"page_number" && first_of_page_ < plan_.runs.size()) plan_.runs[first_of_page_].page.printed = digits(value);
  }

  static BlockKind kind(Means means, const Item& item) {
    switch (means) {
      case Means::caption: return BlockKind::caption;
      case Means::footnote: return BlockKind::paragraph;
      case Means::table: return BlockKind::table;
      case Means::code: return BlockKind::code;
      case Means::list: return BlockKind::list_item;
      default: return item.level > 0 && item.type.kind == BlockKind::paragraph ? BlockKind::heading : item.type.kind;
    }
  }

  // "· 72 ·" → "72"
  std::string digits(const JsonValue& value) const {
    std::string out;
    for (const char32_t c : unescaped(text_, value.span)) {
      if (is_ascii_digit(c)) out.push_back(static_cast<char>(c));
      else if (is_letter(c)) return {};
    }
    return out.size() <= 5 ? out : std::string();
  }

  void unknown(const JsonValue& value, std::u32string_view name) {
    for (const char32_t c : unescaped(text_, value.span))
      if (is_han(c)) {
        if (unknown_++ == 0) {
          unknown_at_ = value.span.begin;
          unknown_name_ = name;
        }
        return;
      }
  }

  void say(Code code, uint32_t at, std::string detail) {
    const Span place{std::min(at, part_.end - 1), std::min(at, part_.end - 1) + 1};
    diags_.push_back({code, place_of(w_, place), std::move(detail)});
  }

  void report() {
    if (json_.broken_at != kNone) say(Code::syntax_broken, json_.broken_at, "JSON");
    if (json_.too_deep) say(Code::too_deep, part_.begin, fmt::format("the limit is {} levels", kDeepestJson));
    if (plan_.runs.empty()) say(Code::nothing_known, part_.begin, "no item of a content list");
    else if (unknown_ > 0) say(Code::fields_unknown, unknown_at_, fmt::format("{} of them, the first in \"{}\"", unknown_, to_utf8(unknown_name_)));
  }

  Witness& w_;
  Span part_;
  Diags& diags_;
  std::u32string_view text_;
  Json json_;
  std::vector<Item> items_;   // of the objects
  Plan plan_;
  int page_ = -1;
  size_t first_of_page_ = kNone;
  uint32_t unknown_ = 0, unknown_at_ = 0;
  std::u32string_view unknown_name_;
};

}  // namespace

bool is_content_list(const Witness& witness, Span part) {
  std::u32string begin;   // the first signs without white space
  for (uint32_t i = part.begin; i < part.end && begin.size() < 3; ++i)
    if (!is_space(witness.chars[i])) begin.push_back(witness.chars[i]);
  return begin == U"[{\"";
}

void read_content_list(Witness& witness, Span part, Diags& diags) { List(witness, part, diags).run(); }

}  // namespace jiaokan
