// column_ear: does a line of print go on from another? What tells is the language, the document's own words, other versions, and how lines begin.
//
// In: two lines of a column. Out: nats for or against, 0 where nothing is known. Never looks where the lines stand.
#pragma once

#include <algorithm>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "lang/language_model.h"

namespace jiaokan {

constexpr uint32_t kNoPlace = UINT32_MAX;

// One line of a column.
struct ColumnLine {
  std::u32string_view text;
  std::u32string signs;      // folded, without white space and a callout at its end
  float ems = 0;
  bool latin = false;
  bool after_blank = false;
  enum class Side : uint8_t { any, left, right } side = Side::any;
  struct Found {
    uint32_t begin = kNowhere, end = kNowhere;   // signs
    bool by_rows = false;   // with the other line of its row right beside it: woven there too
  };
  static constexpr uint32_t kNowhere = kNoPlace;
  std::vector<Found> found;   // in each of the other versions; empty: not looked for
  // In each of the other versions as it was written, of a column or not.
  struct Written {
    uint32_t at = kNowhere, line = 0;
  };
  std::vector<Written> written;
};
ColumnLine column_line(std::u32string_view text, ColumnLine::Side side = ColumnLine::Side::any);

float ems_of(std::u32string_view text);
std::u32string_view trimmed(std::u32string_view line);
std::u32string signs_of(std::u32string_view text);
// A space between the two is their writing's: Latin words have one, and so have marks of ASCII.
bool is_spaced(char32_t last, char32_t next);
uint64_t hash_of(std::u32string_view signs);

// Where the sequences of `length` signs stand that stand there once; kNoPlace: more than once.
std::unordered_map<uint64_t, uint32_t> places_of(std::u32string_view signs, size_t length);

// Signs that stand together somewhere: the last few before a place and the first few behind it.
class Together {
 public:
  explicit Together(size_t each) : each_(each) {}
  void add(std::u32string_view signs);
  bool has(std::u32string_view before, std::u32string_view after) const;

 private:
  size_t each_;
  std::unordered_set<std::u32string> known_;
};

class ColumnEar {
 public:
  // `column`: the width of its lines.
  ColumnEar(const LanguageModel& model, float column) : model_(model), column_(column) {}

  // `parted`: in reading order as far as is known; `written`: as it was given.
  void hear_version(std::u32string_view parted, std::u32string_view written);
  // Where the other versions have the line.
  void find(ColumnLine& line) const;
  void hear_line(std::u32string_view text) { said_.add(signs_of(text)); }

  // The sign of a line with which it goes over from one line of another version to one that does not follow there; 0: nowhere.
  size_t seam(std::u32string_view signs) const;

  // How well `after` goes on from `before`.
  double join(const ColumnLine& before, const ColumnLine& after) const;
  // The same, whatever other versions have.
  double join_by_itself(const ColumnLine& before, const ColumnLine& after) const;
  // How many versions have `after` before `before`, or both in one line: lines of one column stand below each other in all of them.
  size_t count_against(const ColumnLine& before, const ColumnLine& after) const;
  // Another version has both, far from each other.
  static bool is_read_apart(const ColumnLine& before, const ColumnLine& after);
  // Another version has white space between the two in one line, where writing has none.
  bool has_gap(const ColumnLine& before, const ColumnLine& after) const;
  // Another version goes on so.
  bool is_read_so(const ColumnLine& before, const ColumnLine& after) const;
  // How the signs on both sides of a place belong together.
  double across(std::u32string_view before, std::u32string_view after) const;
  // A full line that ends no sentence.
  bool breaks_off(const ColumnLine& line) const;
  static bool is_table_caption(std::u32string_view text);
  // Short or of numbers, and neither the end of a paragraph nor the beginning of a part: below a table's caption it is a cell.
  bool is_cell(const ColumnLine& line) const;
  // A mark that stands inside a sentence or at its end.
  static bool begins_no_line(char32_t sign);
  // Marks the two lines of a row that other versions have side by side.
  static void find_rows(ColumnLine& left, ColumnLine& right);
  // A heading, a label, a caption.
  static bool begins_part(std::u32string_view text);

  float column() const { return column_; }
  bool hears_versions() const { return !places_.empty(); }
  bool hears_written(size_t version) const { return !lines_[version].empty(); }
  bool hears_written() const { return std::any_of(lines_.begin(), lines_.end(), [](const auto& lines) { return !lines.empty(); }); }

 private:
  const LanguageModel& model_;
  Together read_{3}, said_{2};   // by other versions, over the ends of their lines; inside lines of this one
  using Places = std::unordered_map<uint64_t, uint32_t>;
  std::vector<Places> places_, written_;   // of a few signs in each of the other versions, where they stand there once
  std::vector<std::vector<uint32_t>> gaps_;    // of each in reading order: the signs with white space before that writing has not
  std::vector<std::vector<uint32_t>> lines_;   // of each as it was written: the first sign of each line
  float column_;
};

}  // namespace jiaokan
