// summary: the articles of a run by what needs eyes, as summary.json and summary.html at the output's root.
//
// In: outcomes, in any order. Out: the two files; the same outcomes give the same bytes. A run of one shard of many leaves a file
// of its own in .shards instead; when all are there, `join_shards` makes of them what one run would have made.
// Never looks at an edition. To show more of an article: a field of Outcome, its place in templates/summary.xsl or summary.js.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "outcome.h"
#include "pipeline.h"

namespace jiaokan {

// Part `number` of `of`; an article belongs to the part that the hash of its name says, so that it stays there when others come.
struct Shard {
  size_t number = 1, of = 1;
  bool whole() const { return of == 1; }
  bool holds(const std::string& name) const;
};
Shard shard_from(const std::string& text);   // "2/8"; throws Failure

// Those with most need first; among equals by name.
void rank(std::vector<Outcome>& outcomes);

// `ranked` outcomes → the files in `out`. `key`: of the making (record.h): the page is made again only when it or the list changed.
void write_summary(const std::string& out, const std::vector<Outcome>& ranked, const std::string& key, const Engines& engines, Diags& diags);

void write_shard(const std::string& out, const Shard& shard, const std::vector<Outcome>& ranked);
// The exit status that one run would have had. Throws Failure when a shard is missing.
int join_shards(const std::string& out);

}  // namespace jiaokan
