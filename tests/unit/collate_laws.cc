// Laws of the collation: nothing lost, nothing twice, no matter in which order the versions are given.
#include <gtest/gtest.h>

#include <algorithm>
#include <numeric>
#include <random>

#include "model/unicode.h"
#include "reconcile/collate.h"
#include "reconcile/settle.h"

namespace jiaokan {
namespace {

// A witness of plain lines, one paragraph a line; spaces beside Latin letters are content.
Witness witness_of(const std::u32string& text, std::string name) {
  Witness w;
  w.name = name;
  w.sources.push_back({std::move(name), to_utf8(text), "", ""});
  w.source_begin = {0};
  w.chars = text;
  uint32_t offset = 0, begin = 0;
  for (uint32_t i = 0; i < text.size(); ++i) {
    w.offset.push_back(offset);
    std::string one;
    append_utf8(one, text[i]);
    offset += static_cast<uint32_t>(one.size());
    w.role.push_back(text[i] == U'\n' ? Role::line_break : text[i] == U' ' ? Role::space : Role::text);
    if (text[i] == U'\n') {
      w.blocks.push_back({{begin, i + 1}, BlockKind::paragraph, 0, 1, false});
      begin = i + 1;
    }
  }
  if (begin < text.size()) w.blocks.push_back({{begin, static_cast<uint32_t>(text.size())}, BlockKind::paragraph, 0, 1, false});
  return w;
}

std::u32string random_text(std::mt19937& random, size_t length, char32_t letters) {
  std::u32string out;
  while (out.size() < length) {
    const unsigned sort = random() % 40;
    if (sort == 0) out += U"，";
    else if (sort == 1) out += U"。\n";
    else if (sort == 2) out += U" word ";
    else out.push_back(0x4E00 + static_cast<char32_t>(random() % letters));
  }
  return out;
}

std::u32string noisy(const std::u32string& text, std::mt19937& random, double rate) {
  std::u32string out;
  std::uniform_real_distribution<double> chance(0, 1);
  for (size_t i = 0; i < text.size(); ++i) {
    const double p = chance(random);
    if (p < rate / 4) continue;
    if (p < rate / 2) out.push_back(text[i]), out.push_back(text[i]);
    else if (p < rate) out.push_back(0x4E00 + static_cast<char32_t>(random() % 4000));
    else out.push_back(text[i]);
    if (p > 1 - rate / 100) i += random() % 120;   // now and then a line is lost
  }
  return out;
}

void expect_laws(const Collation& c) {
  const uint32_t n = c.columns();
  for (size_t w = 0; w < c.witnesses.size(); ++w) {
    std::vector<int> times(c.witnesses[w].chars.size(), 0);
    for (uint32_t k = 0; k < n; ++k)
      if (c.cell(k, w) != kNone) ++times[c.cell(k, w)];
    for (uint32_t i = 0; i < times.size(); ++i) ASSERT_EQ(times[i], in_stream(c.witnesses[w].role[i]) ? 1 : 0) << "witness " << w << " character " << i;
    // Outside the moved passages the characters ascend.
    std::vector<bool> moved(n, false);
    for (const Moved& m : c.moved)
      if (m.witness == w) std::fill(moved.begin() + m.begin, moved.begin() + m.end, true);
    uint32_t last = 0;
    for (uint32_t k = 0; k < n; ++k) {
      if (moved[k] || c.cell(k, w) == kNone) continue;
      ASSERT_GE(c.cell(k, w), last) << "witness " << w << " column " << k;
      last = c.cell(k, w);
    }
  }
  // Loci ascend, are disjoint, and hold every column that is not one character in all witnesses.
  uint32_t end = 0;
  std::vector<bool> in_locus(n, false);
  for (const Locus& locus : c.loci) {
    ASSERT_GE(locus.begin, end);
    ASSERT_LT(locus.begin, locus.end);
    end = locus.end;
    std::fill(in_locus.begin() + locus.begin, in_locus.begin() + locus.end, true);
  }
  ASSERT_LE(end, n);
  for (uint32_t k = 0; k < n; ++k) {
    if (in_locus[k]) continue;
    for (size_t w = 0; w < c.witnesses.size(); ++w) {
      ASSERT_NE(c.cell(k, w), kNone) << "column " << k;
      const auto in = [&](size_t v) { return c.witnesses[v].role[c.cell(k, v)] == Role::space ? U' ' : c.witnesses[v].chars[c.cell(k, v)]; };
      ASSERT_EQ(in(w), in(0)) << "column " << k;
    }
  }
}

std::vector<Decision> first_readings(const Collation& c) {
  std::vector<Decision> out;
  for (uint32_t l = 0; l < c.loci.size(); ++l) {
    Decision d;
    d.locus = l;
    for (const Reading& reading : c.loci[l].readings) d.choices.push_back({reading.text, 0, {}});
    out.push_back(std::move(d));
  }
  return out;
}

TEST(Collate, keeps_every_character_of_every_witness_once) {
  std::mt19937 random(7);
  for (int round = 0; round < 60; ++round) {
    const char32_t letters = round % 3 == 0 ? 3 : round % 3 == 1 ? 40 : 3000;   // from nearly periodic to real
    const std::u32string truth = random_text(random, 20 + random() % 3000, letters);
    std::vector<Witness> witnesses;
    for (int w = 0; w < 1 + round % 4; ++w) {
      std::u32string text = noisy(truth, random, 0.03 * (round % 5));
      if (round % 7 == 3 && w == 1) std::rotate(text.begin(), text.begin() + static_cast<long>(text.size() / 3), text.end());
      witnesses.push_back(witness_of(text, letter(static_cast<size_t>(w))));
    }
    Diags diags;
    const Collation c = collate(witnesses, diags);
    expect_laws(c);
    // The settled text: one block a character, and columns that exist.
    const Text text = settle(c, first_readings(c), diags);
    ASSERT_EQ(text.chars.size(), text.column.size());
    uint32_t at = 0;
    for (const Block& block : text.blocks) {
      ASSERT_EQ(block.span.begin, at);
      ASSERT_LT(block.span.begin, block.span.end);
      at = block.span.end;
    }
    ASSERT_EQ(at, text.chars.size());
  }
}

TEST(Collate, does_not_depend_on_the_order_given) {
  std::mt19937 random(11);
  for (int round = 0; round < 12; ++round) {
    const std::u32string truth = random_text(random, 2500, 800);
    std::vector<Witness> witnesses;
    for (int w = 0; w < 3; ++w) {
      std::u32string text = noisy(truth, random, 0.06);
      if (w == 1) std::rotate(text.begin(), text.begin() + 700, text.end());
      witnesses.push_back(witness_of(text, letter(static_cast<size_t>(w))));
    }
    Diags diags;
    const Collation first = collate(witnesses, diags);
    std::vector<size_t> order = {0, 1, 2};
    while (std::next_permutation(order.begin(), order.end())) {
      std::vector<Witness> other;
      for (const size_t w : order) other.push_back(witnesses[w]);
      const Collation c = collate(other, diags);
      ASSERT_EQ(c.columns(), first.columns());
      for (uint32_t k = 0; k < c.columns(); ++k)
        for (size_t w = 0; w < 3; ++w) ASSERT_EQ(c.cell(k, w), first.cell(k, order[w])) << "column " << k;
      ASSERT_EQ(c.loci.size(), first.loci.size());
      for (size_t l = 0; l < c.loci.size(); ++l) {
        EXPECT_EQ(c.loci[l].begin, first.loci[l].begin);
        EXPECT_EQ(c.loci[l].end, first.loci[l].end);
        EXPECT_EQ(c.loci[l].id, first.loci[l].id);
        EXPECT_EQ(c.loci[l].cls, first.loci[l].cls) << to_utf8(c.loci[l].readings[0].text);
      }
    }
  }
}

TEST(Collate, one_witness_and_equal_witnesses_have_no_loci) {
  std::mt19937 random(3);
  const std::u32string text = random_text(random, 900, 500);
  for (size_t n = 1; n < 4; ++n) {
    Diags diags;
    const Collation c = collate(std::vector<Witness>(n, witness_of(text, "a")), diags);
    EXPECT_EQ(c.witnesses.size(), n);
    EXPECT_TRUE(c.loci.empty());
    EXPECT_TRUE(c.moved.empty());
    EXPECT_TRUE(diags.empty());
  }
}

TEST(Collate, another_text_is_left_out_and_said) {
  std::mt19937 random(5);
  const std::u32string a = random_text(random, 1200, 3000), b = random_text(random, 1000, 3000);
  Diags diags;
  const Collation c = collate({witness_of(b, "b"), witness_of(a, "a")}, diags);
  ASSERT_EQ(diags.size(), 1u);
  EXPECT_EQ(diags[0].code, Code::not_the_same_text);
  ASSERT_EQ(c.witnesses.size(), 1u);
  EXPECT_EQ(c.witnesses[0].name, "a");
  EXPECT_TRUE(c.loci.empty());
}

TEST(Collate, a_passage_elsewhere_is_aligned_and_listed) {
  std::mt19937 random(9);
  const std::u32string body = random_text(random, 3000, 3000), notes = random_text(random, 300, 3000);
  const std::u32string a = body + U"\n" + notes, b = body.substr(0, 1000) + notes + body.substr(1000);
  Diags diags;
  const Collation c = collate({witness_of(a, "a"), witness_of(b, "b")}, diags);
  expect_laws(c);
  ASSERT_EQ(c.moved.size(), 1u);
  EXPECT_GE(c.moved[0].end - c.moved[0].begin, 290u);
  EXPECT_LE(c.moved[0].end - c.moved[0].begin, 310u);
  for (const Locus& locus : c.loci) EXPECT_EQ(locus.id, 0u) << to_utf8(locus.readings[0].text);
}

// Texts on which a quadratic aligner would still be at work when the test run gives it up (its time limit stands in cmake/tests.cmake).
TEST(Collate, hard_texts_come_to_an_end_and_keep_the_laws) {
  std::mt19937 random(13);
  std::u32string period = random_text(random, 50, 3000), periodic, shuffled, plain = random_text(random, 200'000, 3000);
  for (int i = 0; i < 4'000; ++i) periodic += period;
  std::u32string shifted = periodic.substr(17, periodic.size() - 999);
  shuffled = plain;
  std::shuffle(shuffled.begin(), shuffled.end(), random);
  const std::pair<std::u32string, std::u32string> rows[] = {
      {periodic, shifted},
      {periodic, noisy(periodic, random, 0.05)},
      {plain, shuffled},
      {plain, noisy(plain, random, 0.3)},
      {std::u32string(200'000, U'一'), std::u32string(150'000, U'一')},
  };
  for (const auto& [a, b] : rows) {
    Diags diags;
    expect_laws(collate({witness_of(a, "a"), witness_of(b, "b")}, diags));
  }
}

}  // namespace
}  // namespace jiaokan
