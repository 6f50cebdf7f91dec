// render: JATS + apparatus → HTML, EPUB, text, Markdown. Works on anybody's JATS; knows nothing of the stages before.
//
// XSLT 1.0 templates (templates/*.xsl) compiled once a process; EPUB zipped in memory with fixed times.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <utility>

#include "model/diag.h"

namespace jiaokan {

struct RenderInput {
  const std::string& jats;        // article.xml
  const std::string& apparatus;   // apparatus.xml; empty when there is none
  std::string modified;           // ISO date for EPUB and feeds
  const std::map<std::string, std::string>* pictures = nullptr;   // those there are: address in the JATS, bytes. Null: nobody has looked
};

struct Rendered {
  std::string html, epub, text, markdown;
};

// JATS made ready: every id safe and unique, every link leads somewhere, every callout knows its way back.
class PreparedPages {
 public:
  PreparedPages();
  ~PreparedPages();
  PreparedPages(PreparedPages&&) noexcept;
  PreparedPages& operator=(PreparedPages&&) noexcept;
  struct Data;

 private:
  friend class Renderer;
  std::unique_ptr<Data> data_;   // null when the JATS could not be read
};

// Safe to call from several threads. The forms of one PreparedPages may be made side by side, each by one thread.
class Renderer {
 public:
  // `templates`: the folder of stylesheets. Throws Failure when one does not compile.
  explicit Renderer(const std::string& templates);
  ~Renderer();
  PreparedPages prepare(const RenderInput& input, Diags& diags) const;
  // Empty when nothing could be prepared.
  // The page and the book, out of one transformation: `pages` is used up by it, for the other forms it is not.
  std::pair<std::string, std::string> html_and_epub(const PreparedPages& pages) const;
  std::string text(const PreparedPages& pages) const;
  std::string markdown(const PreparedPages& pages) const;
  Rendered render(const RenderInput& input, Diags& diags) const;   // all of it
  // The review page of what review.h describes (XML of the namespace urn:jiaokan:review).
  std::string review(const std::string& xml) const;
  // The page of a collation of what collation_table.h describes (urn:jiaokan:collation).
  std::string collation(const std::string& xml) const;
  // The page about a run of what summary.cc writes; `data`: JSON for its script.
  std::string summary(const std::string& xml, const std::string& data) const;
  struct Data;

 private:
  std::unique_ptr<Data> data_;
};

}  // namespace jiaokan
