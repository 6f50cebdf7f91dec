#include "lang/zh/marks.h"

#include <algorithm>

#include "lang/script.h"

namespace jiaokan {

namespace {

constexpr size_t kNear = 2;   // Han on each side that show the mark to be inside Chinese prose

// What a colon may follow: words of saying and showing, and those that announce a list.
constexpr std::u32string_view kAnnounce = U"说曰云道称言问答喊叫写示认为指出明现调提即是有如下含括例面别点者类项式法系果论题要词键摘注源位址话箱编号期介目位中知于於谢謝曰雲稱問寫認為現調單題鍵點類項係論詞譯译者";
// What comes after a colon that announces: the first item of a list, its number, a quotation.
bool begins_item(std::u32string_view right) {
  const char32_t c = right.front(), next = right.size() > 1 ? right[1] : U'\0';
  if (c == U'第' || c == U'其') return next == U'一';   // before 其二, 其次 stands a semicolon
  return is_opening(c) || is_digit(c) || c == U'"' || c == U'\'' || circled_value(c) != 0 || c == U'一' || c == U'首';
}

// The characters that foreign names are written with: the dot stands between two of them.
constexpr std::u32string_view kOfNames =
    U"阿埃艾安奥巴拜班邦保鲍贝本比彼波伯博布查达戴丹道德迪蒂丁杜多厄恩尔法范菲费芬冯弗福盖甘冈高戈格古哈海汉赫亨胡华怀霍基吉加贾杰金卡凯坎康考科克肯库拉莱赖兰朗劳勒雷里理利立丽莉莲列林琳龙隆卢鲁路伦罗洛"
    U"马玛麦迈曼梅门蒙米密明摩莫默姆穆纳娜内尼宁纽努诺欧帕派潘庞佩彭皮平普齐奇乔切让热日荣瑞若萨塞赛桑沙尚舍施史舒斯思松苏索塔泰坦汤唐特提廷图托瓦万旺威韦维温沃乌伍西希夏谢辛欣修雅亚延杨耶叶伊易因英尤于约泽扎詹珍治朱兹佐"
    U"奧貝達爾範費馮蓋岡漢華懷賈傑凱賴蘭勞萊裡麗蓮龍盧魯倫羅馬瑪麥邁門納娜內寧紐諾歐龐齊喬熱榮薩賽爾蘇圖萬韋維溫烏謝亞楊葉約澤紮";

bool all_han(std::u32string_view text) { return text.size() >= kNear && std::all_of(text.begin(), text.end(), is_han); }

}  // namespace

bool zh_mark_fits(std::u32string_view left, char32_t mark, std::u32string_view right) {
  left = left.substr(left.size() - std::min(left.size(), kNear));
  right = right.substr(0, kNear);
  const bool in_prose = all_han(left) && all_han(right);
  switch (mark) {
    case U':':
      return !in_prose || kAnnounce.find(left.back()) != std::u32string_view::npos || begins_item(right);
    case U'·':
      return !in_prose || (kOfNames.find(left.back()) != std::u32string_view::npos && kOfNames.find(right.front()) != std::u32string_view::npos);
    case U'=': case U'*': case U'+': case U'/': case U'<': case U'>': case U'|': case U'&':
      return !in_prose;
    default:
      return true;
  }
}

}  // namespace jiaokan
