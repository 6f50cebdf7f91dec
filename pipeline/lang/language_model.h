// How probable a stretch of text is, for a language that has a model. One interface; lang/zh has the Chinese one.
#pragma once

#include <memory>
#include <string>
#include <string_view>

namespace jiaokan {

class LanguageModel {
 public:
  virtual ~LanguageModel() = default;
  // Natural logarithm of the probability of a clause; characters the model does not know (punctuation, digits, Latin)
  // split it and cost nothing of their own. Safe to call from several threads.
  virtual double log_probability(std::u32string_view clause) const = 0;
  // True when the model has this string as one word.
  virtual bool knows(std::u32string_view word) const = 0;
  virtual std::string description() const = 0;   // "libime zh_CN.lm", for report.json
};

// The Chinese model: `path` when given, else $JIAOKAN_LM, else where the library keeps it. Null when there is none.
// Where that is; empty when there is none.
std::string find_chinese_model(const std::string& path);
std::unique_ptr<LanguageModel> open_chinese_model(const std::string& path);

}  // namespace jiaokan
