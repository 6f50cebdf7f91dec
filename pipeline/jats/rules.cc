// What the DTD cannot say and JATS4R asks for: each rule selects the elements that break it.
//
// Sources: JATS4R's recommendations on citations, funding, data and tables (https://jats4r.niso.org).
// To add a rule: one row here, its code and wording in model/diag_codes.inc, a case in tests/check.
#include <algorithm>
#include <pugixml.hpp>

#include "jats/jats.h"

namespace jiaokan {

namespace {

struct JatsRule {
  Code code;
  const char* broken_by;   // XPath
};

constexpr JatsRule kJatsRules[] = {
    {Code::ref_without_id, "//ref[not(@id)]"},
    {Code::citation_without_type, "//*[self::mixed-citation or self::element-citation][not(@publication-type)]"},
    {Code::citation_type_other,
     "//*[self::mixed-citation or self::element-citation][@publication-type='other']"
     "[contains(., '[J]') or contains(., '[M]') or contains(., '[D]') or contains(., '[C]') or contains(., '[N]') or contains(., '[R]') or "
     "contains(., '[P]') or contains(., '[S]') or contains(., '[EB/OL]')]"},
    {Code::name_outside_group, "//*[self::mixed-citation or self::element-citation]/*[self::name or self::string-name or self::collab]"},
    {Code::second_funding_group, "//article-meta/funding-group[preceding-sibling::funding-group]"},
    {Code::id_without_type, "//pub-id[not(@pub-id-type)] | //article-id[not(@pub-id-type)]"},
    {Code::link_without_title,
     "//*[self::mixed-citation or self::element-citation][ext-link or uri]"
     "[not(article-title or chapter-title or part-title or data-title or source or issue-title)]"},
    {Code::table_without_head, "//table[not(.//th)]"},
    {Code::award_without_source, "//award-group[not(funding-source)]"},
    {Code::citation_of_nothing, "//xref[@ref-type='bibr'][not(@rid)]"},
};

constexpr size_t kLongestQuote = 60;   // bytes of the element's text that the message shows

std::string quoted(const pugi::xml_node& node) {
  std::string text = node.attribute("id").as_string();
  if (!text.empty()) return std::string("<") + node.name() + " id=\"" + text + "\">";
  text = node.text().as_string();
  if (text.size() > kLongestQuote) {
    size_t end = kLongestQuote;
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
    text = text.substr(0, end) + "…";
  }
  return std::string("<") + node.name() + (text.empty() ? ">" : "> ") + text;
}

}  // namespace

void check_jats_rules(const std::string& xml, const std::string& name, Diags& diags) {
  pugi::xml_document document;
  if (!document.load_buffer(xml.data(), xml.size(), pugi::parse_default, pugi::encoding_utf8)) return;   // the DTD has said it
  const size_t first = diags.size();
  for (const JatsRule& rule : kJatsRules)
    for (const pugi::xpath_node& found : document.select_nodes(rule.broken_by)) {
      const pugi::xml_node node = found.node();
      const uint32_t begin = static_cast<uint32_t>(node.offset_debug());
      diags.push_back({rule.code, {name, begin, begin + static_cast<uint32_t>(std::string_view(node.name()).size())}, quoted(node)});
    }
  std::stable_sort(diags.begin() + static_cast<std::ptrdiff_t>(first), diags.end(), [](const Diag& a, const Diag& b) { return a.place.begin < b.place.begin; });
}

}  // namespace jiaokan
