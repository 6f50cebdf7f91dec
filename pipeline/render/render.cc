#include "render/render.h"

#include <fstream>
#include <sstream>

#include "render/epub.h"
#include "render/head.h"
#include "render/plain_text.h"
#include "render/prepare.h"
#include "render/tree.h"
#include "render/xslt.h"

namespace jiaokan {

namespace {

std::string read_template(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) throw Failure("cannot read " + path);
  std::ostringstream bytes;
  bytes << file.rdbuf();
  return bytes.str();
}

}  // namespace

struct Renderer::Data {
  std::string folder;
  std::map<std::string, Words, std::less<>> words;
  std::string page_css, page_script, epub_css, review_css, review_script;
  Stylesheet pages, review;

  explicit Data(const std::string& templates)
      : folder(templates),
        words(load_words(folder + "/words.xml")),
        page_css(read_template(folder + "/page.css")),
        page_script(read_template(folder + "/page.js")),
        epub_css(read_template(folder + "/epub.css")),
        review_css(read_template(folder + "/review.css")),
        review_script(read_template(folder + "/review.js")),
        pages(folder + "/pages.xsl"),
        review(folder + "/review.xsl") {}

  const Words& words_for(const std::string& lang) const {
    const auto found = words.find(lang.substr(0, lang.find('-')));
    return found != words.end() ? found->second : words.find("en")->second;
  }
};

Renderer::Renderer(const std::string& templates) : data_(std::make_unique<Data>(templates)) {}
Renderer::~Renderer() = default;

struct PreparedPages::Data {
  PreparedEdition edition;
  std::unique_ptr<XsltInput> tree;   // the prepared tree, for the stylesheet
  std::string modified;
};

PreparedPages::PreparedPages() = default;
PreparedPages::~PreparedPages() = default;
PreparedPages::PreparedPages(PreparedPages&&) noexcept = default;
PreparedPages& PreparedPages::operator=(PreparedPages&&) noexcept = default;

PreparedPages Renderer::prepare(const RenderInput& input, Diags& diags) const {
  auto data = std::make_unique<PreparedPages::Data>();
  PreparedEdition& edition = data->edition;
  std::string why;
  const auto unreadable = [&](const std::string& reason) {
    diags.push_back({Code::jats_unreadable, {}, reason});
    return PreparedPages{};
  };
  if (!load_tree(input.jats, edition.tree, why)) return unreadable(why);
  const XmlNode article = edition.tree.document_element();
  if (!named(article, "article")) return unreadable("its root is " + std::string(article.name()) + ", not article");
  edition.facts = read_facts(article);
  edition.words = data_->words_for(edition.facts.lang);
  edition.pictures = input.pictures;
  jiaokan::prepare(edition, input.apparatus, diags);
  write_head(edition);
  data->tree = std::make_unique<XsltInput>(edition.tree);
  data->modified = input.modified;
  PreparedPages out;
  out.data_ = std::move(data);
  return out;
}

std::pair<std::string, std::string> Renderer::html_and_epub(const PreparedPages& pages) const {
  if (!pages.data_) return {};
  const PageTree tree = data_->pages.apply(*pages.data_->tree, {{"css", data_->page_css}, {"script", data_->page_script}});
  return {tree.write("html", PageSyntax::html),
          write_epub(pages.data_->edition, tree.write("epub", PageSyntax::xhtml), tree.write("nav", PageSyntax::xhtml), data_->epub_css, pages.data_->modified)};
}

std::string Renderer::text(const PreparedPages& pages) const { return pages.data_ ? write_text(pages.data_->edition) : ""; }

std::string Renderer::markdown(const PreparedPages& pages) const { return pages.data_ ? write_markdown(pages.data_->edition) : ""; }

Rendered Renderer::render(const RenderInput& input, Diags& diags) const {
  const PreparedPages pages = prepare(input, diags);
  auto [html, epub] = html_and_epub(pages);
  return {std::move(html), std::move(epub), text(pages), markdown(pages)};
}

namespace {

using Tables = std::map<std::string, Words, std::less<>>;

const Words& words_in(const Tables& tables, std::string_view lang) {
  const auto found = tables.find(lang.substr(0, lang.find('-')));
  return found != tables.end() ? found->second : tables.find("en")->second;
}

// The tree of one of our own pages with the words of its language, for its stylesheet.
void with_words(pugi::xml_document& tree, const std::string& xml, std::initializer_list<const Tables*> tables) {
  std::string why;
  if (!load_tree(xml, tree, why)) throw Failure("the page cannot be shown: " + why);
  XmlNode root = tree.document_element();
  for (const Tables* const table : tables)
    for (const auto& [key, text] : words_in(*table, attribute(root, "lang"))) {
      XmlNode word = root.append_child("w");
      word.append_attribute("key").set_value(key.c_str());
      word.append_child(pugi::node_pcdata).set_value(text.c_str());
    }
}

}  // namespace

std::string Renderer::review(const std::string& xml) const {
  pugi::xml_document tree;
  with_words(tree, xml, {&data_->words});
  XsltInput input(tree);
  return data_->review.apply(input, {{"css", data_->review_css}, {"script", data_->review_script}}).write(PageSyntax::html);
}

std::string Renderer::collation(const std::string& xml) const {
  pugi::xml_document tree;
  with_words(tree, xml, {&data_->words});
  XsltInput input(tree);
  const Stylesheet sheet(data_->folder + "/collation.xsl");
  return sheet.apply(input, {{"css", read_template(data_->folder + "/collation.css")}}).write(PageSyntax::html);
}

std::string Renderer::summary(const std::string& xml, const std::string& data) const {
  // Once a run, and not in every run: what it needs is read when it is asked for.
  const Tables diagnostics = load_words(data_->folder + "/diagnostics.xml");
  pugi::xml_document tree;
  with_words(tree, xml, {&data_->words, &diagnostics});
  XsltInput input(tree);
  const Stylesheet sheet(data_->folder + "/summary.xsl");
  return sheet.apply(input, {{"css", read_template(data_->folder + "/summary.css")}, {"script", read_template(data_->folder + "/summary.js")}, {"data", data}}).write(PageSyntax::html);
}

}  // namespace jiaokan
