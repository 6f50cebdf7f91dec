// config: journal.toml, issue.toml, article.toml and decisions.toml → Settings.
//
// In: the files as sources, from the far one (journal) to the near one (article); the nearest value wins.
// Out: values by the names of kKeys (config.cc). `title` and `title_en` of journal.toml are called "journal" and
// "journal_en", so that an article's own title never meets the journal's; lists are joined by ";".
// A key that is not in the table or has the wrong type is a diagnostic with its place, and is passed over.
// Never opens a file. To add a key: one row in kKeys.
#pragma once

#include <string>
#include <vector>

#include "model/diag.h"
#include "model/settings.h"
#include "model/source.h"

namespace jiaokan {

// shared_decisions: a decisions.toml beside journal.toml or issue.toml, whose choices of scope journal hold for all of them.
enum class SettingsLevel : uint8_t { journal = 1, issue = 2, article = 4, decisions = 8, shared_decisions = 16 };

struct SettingsFile {
  SettingsLevel level = SettingsLevel::article;
  Source source;
};

// "journal.toml" …
std::string file_name(SettingsLevel level);

Settings load_settings(const std::vector<SettingsFile>& files, Diags& diags);

}  // namespace jiaokan
