#include "read/element_order.h"

#include <algorithm>

#include "model/unicode.h"
#include "read/rearrange.h"

namespace jiaokan {

namespace {

class Orderer {
 public:
  Orderer(const Witness& witness, Span part, const Xml& xml, const std::vector<uint32_t>& ranks) : witness_(witness), part_(part), xml_(xml), ranks_(ranks), holds_(xml.nodes.size(), false) {
    for (uint32_t n = 0; n < xml.nodes.size(); ++n)
      if (ranks[n] != kNone)
        for (uint32_t up = xml.nodes[n].parent; up != kNone && !holds_[up]; up = xml.nodes[up].parent) holds_[up] = true;
  }

  std::string run() {
    inside(0, static_cast<uint32_t>(xml_.nodes.size()), part_);
    return moved_ ? std::move(out_) : std::string();
  }

 private:
  void put(uint32_t from, uint32_t to) {
    if (to > from) out_ += bytes_of(witness_, part_, {from, to});
  }

  // Behind the last sign of an element; kNone when its end is not seen.
  uint32_t end_of(uint32_t n) const {
    const XmlNode& node = xml_.nodes[n];
    const uint32_t next = node.end < xml_.nodes.size() ? xml_.nodes[node.end].span.begin : part_.end;
    const std::u32string_view text = std::u32string_view(witness_.chars).substr(0, next);
    const std::u32string name = from_utf8(node.name);
    for (size_t at = text.rfind(U"</"); at != std::u32string_view::npos && at > node.span.begin; at = text.rfind(U"</", at - 1)) {
      const size_t close = text.find(U'>', at);
      if (close == std::u32string_view::npos) continue;
      std::u32string_view closed = text.substr(at + 2, close - at - 2);
      closed = closed.substr(closed.rfind(U':') + 1);   // all of it where there is none
      if (closed.substr(0, name.size()) == name) return static_cast<uint32_t>(close) + 1;
    }
    const size_t close = text.find(U"/>", node.span.begin);
    return close == std::u32string_view::npos ? kNone : static_cast<uint32_t>(close) + 2;
  }

  // What lies in `span`: the nodes [first, end), outermost first. No deeper than documents are read.
  void inside(uint32_t first, uint32_t end, Span span) {
    std::vector<uint32_t> ranked, holding;
    for (uint32_t k = first; k < end; k = xml_.nodes[k].end) {
      if (ranks_[k] != kNone) ranked.push_back(k);
      else if (holds_[k]) holding.push_back(k);
    }
    const std::vector<uint32_t>& those = ranked.empty() ? holding : ranked;
    if (those.empty()) return put(span.begin, span.end);
    struct Stretch {
      uint32_t node;
      Span span;
    };
    std::vector<Stretch> stretches;
    for (size_t i = 0; i < those.size(); ++i) stretches.push_back({those[i], {xml_.nodes[those[i]].span.begin, i + 1 < those.size() ? xml_.nodes[those[i + 1]].span.begin : span.end}});
    const auto by_rank = [&](const Stretch& a, const Stretch& b) { return ranks_[a.node] < ranks_[b.node]; };
    if (!ranked.empty() && !std::is_sorted(stretches.begin(), stretches.end(), by_rank)) {
      // The last one ends with its own end: what follows belongs to the parent.
      const uint32_t last = end_of(stretches.back().node);
      if (last == kNone || last <= stretches.back().span.begin || last > span.end) return put(span.begin, span.end);
      stretches.back().span.end = last;
      std::stable_sort(stretches.begin(), stretches.end(), by_rank);
      moved_ = true;
    }
    uint32_t from = span.end, to = span.begin;
    for (const Stretch& one : stretches) {
      from = std::min(from, one.span.begin);
      to = std::max(to, one.span.end);
    }
    put(span.begin, from);
    for (const Stretch& one : stretches) inside(one.node + 1, xml_.nodes[one.node].end, one.span);
    put(to, span.end);
  }

  const Witness& witness_;
  Span part_;
  const Xml& xml_;
  const std::vector<uint32_t>& ranks_;
  std::vector<bool> holds_;   // something ranked
  std::string out_;
  bool moved_ = false;
};

}  // namespace

std::string in_order(const Witness& witness, Span part, const Xml& xml, const std::vector<uint32_t>& ranks) { return Orderer(witness, part, xml, ranks).run(); }

void put_in_order(Witness& witness, Span& part, Xml& xml, const std::vector<uint32_t>& ranks, Diags& diags) {
  std::string arranged = in_order(witness, part, xml, ranks);
  if (arranged.empty()) return;
  diags.push_back({Code::regions_moved, {witness.sources.back().name, 0, 0}, ""});
  part = rearranged(witness, part, std::move(arranged), "regions in reading order");
  xml = read_xml(witness, part, XmlDialect::xml);
}

}  // namespace jiaokan
