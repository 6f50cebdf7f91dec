// The Chinese language model: libime's word trigrams, searched with our own lattice.
//
// libime keeps its words as hashes, so they cannot be listed; every stretch of up to eight characters is asked for
// instead. Punctuation, digits and Latin are not in the vocabulary: they split a clause into runs, and a run begins
// with no history. The file is mapped into memory when the first clause is scored.
#include "lang/language_model.h"

#include <dlfcn.h>

#include <array>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <mutex>
#include <optional>

#include <libime/core/languagemodel.h>
#include <libime/core/lattice.h>

#include "lang/script.h"
#include "lang/zh/characters.h"
#include "model/diag.h"
#include "model/unicode.h"

namespace jiaokan {

namespace {

constexpr size_t kLongestWord = 8;      // characters
constexpr size_t kHypotheses = 3;       // kept at each character; more changed no score
constexpr double kUnknown = -9.0;       // log10 of a Han character that the model has never seen
constexpr double kAsWritten = 0.05;   // what traditional characters tell as they are written: of 歷 and 曆 the commoner one
constexpr double kLn10 = 2.302585092994046;
constexpr std::string_view kMagic = "mmap lm http://kheafield.com/code format version";

struct Hypothesis {
  double score = 0;
  libime::State state{};
};

// The best few ways to read the text up to one character.
struct Beam {
  std::array<Hypothesis, kHypotheses> best;
  size_t size = 0;

  void add(double score, const libime::State& state) {
    size_t at = size;
    for (size_t i = 0; i < size; ++i) {
      if (best[i].state == state) {
        if (score <= best[i].score) return;
        at = i;
        break;
      }
    }
    if (at == size) {
      if (size < kHypotheses) {
        ++size;
      } else if (score <= best[--at].score) {
        return;
      }
    }
    for (; at > 0 && best[at - 1].score < score; --at) best[at] = best[at - 1];
    best[at] = {score, state};
  }
};

class ImeModel final : public LanguageModel {
 public:
  explicit ImeModel(std::string path) : path_(std::move(path)) {}

  double log_probability(std::u32string_view clause) const override {
    double total = 0;
    for (size_t i = 0; i < clause.size();) {
      if (!is_han(clause[i])) {
        ++i;
        continue;
      }
      size_t end = i;
      while (end < clause.size() && is_han(clause[end])) ++end;
      total += run(clause.substr(i, end - i));
      i = end;
    }
    return total * kLn10;
  }

  bool knows(std::u32string_view word) const override {
    const libime::LanguageModel& m = model();
    if (word.empty()) return false;
    if (m.index(to_utf8(word)) != m.unknown()) return true;
    std::u32string simplified(word);
    for (char32_t& c : simplified) c = zh_simplified(c);
    return simplified != word && m.index(to_utf8(simplified)) != m.unknown();
  }

  std::string description() const override {
    return "libime " + std::filesystem::path(path_).filename().string();
  }

 private:
  const libime::LanguageModel& model() const {
    std::call_once(once_, [this] {
      try {
        model_.emplace(path_.c_str());
      } catch (const std::exception& e) {
        throw Failure("the language model " + path_ + " cannot be read: " + e.what());
      }
    });
    return *model_;
  }

  // log10 of the best way to cut a run of Han characters into words. The model is of simplified text, but knows many traditional characters by
  // themselves: of the run as written and the same simplified the better one counts.
  double run(std::u32string_view written) const {
    const libime::LanguageModel& m = model();
    std::u32string han(written), simplified(written);
    for (size_t i = 0; i < han.size(); ++i) {
      simplified[i] = zh_simplified(han[i]);
      if (simplified[i] != han[i] && m.index(to_utf8(std::u32string_view(&han[i], 1))) == m.unknown()) han[i] = simplified[i];
    }
    const double as_written = cut(han);
    if (simplified == han) return as_written;
    const double best = std::max(as_written, cut(simplified));
    return best + kAsWritten * (as_written - best);
  }

  double cut(std::u32string_view han) const {
    const libime::LanguageModel& m = model();
    std::string bytes;
    std::vector<uint32_t> at;
    at.reserve(han.size() + 1);
    for (const char32_t c : han) {
      at.push_back(static_cast<uint32_t>(bytes.size()));
      append_utf8(bytes, c);
    }
    at.push_back(static_cast<uint32_t>(bytes.size()));

    std::vector<Beam> beams(han.size() + 1);
    beams[0].add(0, m.nullState());
    libime::WordNode node(std::string_view(), m.unknown());
    libime::State next{};
    for (size_t i = 0; i < han.size(); ++i) {
      const Beam& from = beams[i];
      if (from.size == 0) continue;
      for (size_t length = 1; length <= kLongestWord && i + length <= han.size(); ++length) {
        const std::string_view word(bytes.data() + at[i], at[i + length] - at[i]);
        const libime::WordIndex index = m.index(word);
        if (index == m.unknown()) {
          if (length == 1) beams[i + 1].add(from.best[0].score + kUnknown, m.nullState());
          continue;
        }
        node.setIdx(index);
        for (size_t k = 0; k < from.size; ++k) {
          const double score = m.score(from.best[k].state, node, next);
          beams[i + length].add(from.best[k].score + score, next);
        }
      }
    }
    return beams[han.size()].best[0].score;
  }

  std::string path_;
  mutable std::once_flag once_;
  mutable std::optional<libime::LanguageModel> model_;
};

bool is_model_file(const std::string& path) {
  std::FILE* file = std::fopen(path.c_str(), "rb");
  if (file == nullptr) return false;
  char head[kMagic.size()] = {};
  const size_t got = std::fread(head, 1, sizeof head, file);
  std::fclose(file);
  return std::string_view(head, got) == kMagic;
}

// Where libime keeps its own: a folder beside the library itself, or one of $LIBIME_MODEL_DIRS.
std::vector<std::string> usual_places() {
  std::vector<std::string> out;
  if (const char* dirs = std::getenv("LIBIME_MODEL_DIRS")) {
    std::string_view rest = dirs;
    while (!rest.empty()) {
      const size_t colon = std::min(rest.find(':'), rest.size());
      if (colon > 0) out.push_back(std::string(rest.substr(0, colon)) + "/zh_CN.lm");
      rest.remove_prefix(std::min(colon + 1, rest.size()));
    }
  }
  Dl_info info{};
  const void* symbol = reinterpret_cast<const void*>(&libime::DefaultLanguageModelResolver::instance);
  if (dladdr(symbol, &info) != 0 && info.dli_fname != nullptr) {
    const std::filesystem::path library = std::filesystem::path(info.dli_fname).parent_path();
    out.push_back((library / "libime/zh_CN.lm").string());
  }
  out.push_back("/usr/lib/libime/zh_CN.lm");
  return out;
}

}  // namespace

std::string find_chinese_model(const std::string& path) {
  std::vector<std::string> candidates;
  const char* named = std::getenv("JIAOKAN_LM");
  if (!path.empty()) {
    candidates.push_back(path);
  } else if (named != nullptr && *named != '\0') {
    candidates.push_back(named);
  } else {
    candidates = usual_places();
  }
  for (const std::string& candidate : candidates)
    if (is_model_file(candidate)) return candidate;
  return {};
}

std::unique_ptr<LanguageModel> open_chinese_model(const std::string& path) {
  const std::string found = find_chinese_model(path);
  return found.empty() ? nullptr : std::make_unique<ImeModel>(found);
}

}  // namespace jiaokan
