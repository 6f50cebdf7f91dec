// Writes how common each Han character of the main block is, as the language model knows them by themselves: make_common OUT.inc
// Made when the program is built, so that a run need not ask the model for every character of a text.
#include <cstdio>
#include <fstream>
#include <memory>
#include <string>

#include "lang/language_model.h"
#include "lang/zh/common.h"

namespace {

constexpr double kSeldom = -11.5, kRare = -13.3;   // nats

}  // namespace

int main(int argc, char** argv) {
  if (argc < 2) return 2;
  const std::unique_ptr<jiaokan::LanguageModel> model = jiaokan::open_chinese_model("");
  if (model == nullptr) {
    std::fputs("make_common: there is no Chinese language model: install the package libime-data-language-model\n", stderr);
    return 1;
  }
  std::ofstream out(argv[1]);
  out << "constexpr char kCommon[] =\n";
  for (char32_t c = jiaokan::kFirstOfCommon; c <= jiaokan::kLastOfCommon; c += 64) {
    out << '"';
    for (char32_t k = c; k < c + 64; ++k) {
      const double heard = model->log_probability(std::u32string_view(&k, 1));
      out << static_cast<int>(heard < kRare ? jiaokan::HowCommon::rare : heard < kSeldom ? jiaokan::HowCommon::seldom : jiaokan::HowCommon::common);
    }
    out << "\"\n";
  }
  out << ";\n";
  return out.good() ? 0 : 1;
}
