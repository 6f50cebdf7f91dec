#!/usr/bin/python3
"""vlm.py ID.json ID.pages.html LEVEL OUT.md: a SIMULATED vision-LLM witness (Markdown) out of the laid out pages of typeset.py.

Deterministic: everything hangs on the seed vlm-ID-LEVEL (and the page). Error model: paragraphs split at the page breaks; '#' of headings
lost at random, in some documents all; half-width punctuation on some pages; one form of numeric citations per document and level; silent edits
per 1000 characters: insertions 0.4, deletions 0.3, substitutions 0.4 (half look-alikes, half near-synonyms), duplications 0.1; 2 % of the
citation numbers changed, 1 % of the closing quotes lost; x1 / x1.5 / x3 for clean / scan / bad; furniture left now and then; tables as HTML,
page notes at the page's end."""
import sys, json, random, re
from lxml import html as lh
FACTOR = {'clean': 1, 'scan': 1.5, 'bad': 3}
RATE = dict(ins=.4, dele=.3, sub=.4, dup=.1); CITE = .02; QUOTE = .01
FUNC = {'zh-Hans': '的了在与和到着对从并也有', 'zh-Hant': '的了在與和到著對從並也有'}
# pairs that vision models confuse by form, and by meaning
LOOK = '人入 未末 己已 日曰 士土 千干 玉王 用周 的约 说悦 设没 性胜 间问 历厉 治冶 候侯 微徵 拔拨 贷货 徒徙 折拆 析折 待侍 即既 免兔 今令 持特 渐惭 密蜜 暑署 裁栽 幸辛 栗粟 崇祟 延廷 陈阵 师帅 斤斥 戌戍 未朱 大太 夫失 天夭 田由 甲申 目自 白百 石右 代伐 住往 作昨 何河 但担 位拉 供洪 便使 保堡 倍培 像象 元无 先光 具县 其具 则侧 到倒 副福 力九 办为 加如 动功 厂广 原厚 去法 又义 及乃 反友 各名 合会 同向 后启 吸级 呈皇 善普 回固 因困 国围 地他 场扬 垦恳 城域 基其 处外 备各 多夕 太犬 好妤 妇归 季李 学字 安宋 官宫 定宝 实买 容客 导异 小少 尚向 居局 属嘱 巨臣 市布 帝常 平乎 年午 库军 建健 开井 式武 张涨 形彤 影彰 征证 徐除 心必 忽怱 思恩 情清 意竟 感惑 成戍 或惑 战站 手毛 技枝 投没 抗杭 抢枪 拍柏 择泽 指措 按接 损捐 换涣 据掘 推准 提堤 收牧 政改 故敌 效郊 数教 文又 斯期 方万 施旋 时对 明朋 易昜 昔音 春奏 显昱 晚挽 景影 更史 最景 月用 木本 术木 机札 材村 条务 来采 杨扬 林材 果杲 枝技 架驾 标栎 核该 根恨 格恪 样洋 桥侨 模摸 次欠 止正 此比 武式 每毎 比此 毕华 民氏 气乞 水永 江汪 池他 沙抄 没设 治治 注往 活话 流疏 测侧 海诲 消削 深探 清请 渠梁 温湿 源原 湖糊 满瞒 漏涌 灌罐 热熟 爱受 父交 片斤 版板 物勿 特持 状壮 率卒 环坏 现规 球珠 理埋 生主 由田 申甲 画面 略路 病痛 皮反 益盖 盘盆 直真 相柏 省看 看着 真直 知和 石右 研砑 确硝 碑牌 示不 社杜 祖租 神袖 科料 租祖 程粱 税锐 穷窍 空定 立文 章草 竞竟 第弟 等寺 简筒 管菅 籍藉 类粪 粮梁 系糸 素索 约的 红江 纪记 线浅 组祖 细纽 终络 结洁 给洽 绝艳 统流 续读 缘绿 网罔 罗岁 署暑 老者 考老 者看 职识 联朕 育盲 自目 至到 致玫 舍含 航舷 般船 色邑 节芦 若苦 英美 范苑 茶荼 草章 荒慌 著箸 营菅 落洛 蓝篮 行竹 补朴 表衷 被披 裁载 西酉 要耍 见贝 规现 览贤 解懈 计汁 订汀 认讼 议仪 讯汛 记纪 论沦 证征 识职 诉拆 词同 译泽 试拭 话活 详洋 语浯 误谈 请清 读续 课棵 调凋 象像 贝见 负员 财材 责贵 败贩 货贷 质贡 购沟 贵责 费贵 资贷 起赶 超起 路略 车东 转较 软饮 较校 载裁 输榆 辩辨 边这 过边 近迈 进近 远运 连违 迟退 述迷 适话 选远 逐遂 通逋 速遨 造选 部剖 都部 配酡 里黑 量童 金全 针什 钟针 铁轶 银很 锋峰 错措 镇慎 长张 门们 闭闲 问间 闻间 防坊 阳阴 阴阳 降绛 限恨 院完 除徐 险验 陪倍 随隋 集焦 零雯 需儒 青责 静净 面而 革草 音昔 项顶 顺须 预须 领颔 频颍 题颢 风凤 飞气 馆棺 首自 驱躯 验险 高亭 鱼鲁 鸟乌 麦麸 黄寅 默黙'.split()
LOOKT = '人入 未末 己已 日曰 土士 千干 玉王 用周 間問 歷曆 治冶 候侯 微徵 待侍 即既 今令 持特 密蜜 陳陣 師帥 大太 夫失 田由 目自 白百 住往 何河 但擔 便使 保堡 像象 先光 其具 原厚 各名 同向 因困 國圍 場揚 基其 學字 宮官 容客 少小 居局 市布 平乎 年午 形彤 情清 成戍 技枝 按接 損捐 據掘 推准 收牧 政改 數教 方万 時峙 明朋 書畫 會曾 材村 林材 根恨 次欠 此比 民氏 水永 江汪 測側 清請 溫濕 熱熟 現規 理埋 直真 相柏 省看 祖租 科料 章草 第弟 等寺 簡筒 籍藉 約的 細紐 統流 署暑 老者 者看 若苦 著箸 見貝 記紀 設沒 調凋 貨貸 責貴 費貴 超起 轉輸 這還 遠運 選還 都部 里黑 量童 鎮慎 長張 門們 開閒 關閱 陽陰 隨隋 集焦 青責 面而 題顯 館棺 體禮 高亭'.split()
SYN = '但是=然而 因此=因而 由于=因为 认为=以为 并且=而且 表明=说明 显示=表明 主要=重要 逐渐=逐步 十分=非常 经过=通过 提高=提升 影响=作用 情况=情形 研究=探究 方面=层面 特点=特征 过程=进程 建立=设立 产生=发生 增加=增长 减少=降低 使用=利用 发现=发觉 变化=变动 问题=难题 方法=办法 需要=必须 部分=部份 时期=时代 原因=缘由 分析=剖析 出现=显现 如果=倘若 虽然=尽管 同时=此时 所谓=所说 明显=显著 比较=较为 大量=大批 不同=各异 开始=着手 由此=据此 往往=常常 普遍=广泛 形成=构成 存在=具有 地方=地区 必须=必需 指出=提出 记载=记录 记录=记载 以及=和 根据=依据 关于=有关 具有=拥有 进行=开展 采用=采取 包括=包含 目的=目标 基本=根本 一般=通常 完全=全然 尤其=特别 当时=那时 此后=其后 结果=后果 作用=功能 关系=联系 意义=价值 能够=可以 可以=能够 仍然=依然 甚至=乃至 不过=但是 显然=明显'.split()
SYNT = '但是=然而 因此=因而 由於=因為 認為=以為 並且=而且 表明=說明 顯示=表明 主要=重要 逐漸=逐步 十分=非常 經過=通過 提高=提升 影響=作用 情況=情形 研究=探究 方面=層面 特點=特徵 過程=進程 建立=設立 產生=發生 增加=增長 減少=降低 使用=利用 發現=發覺 變化=變動 問題=難題 方法=辦法 需要=必須 時期=時代 原因=緣由 分析=剖析 出現=顯現 如果=倘若 雖然=儘管 同時=此時 所謂=所說 明顯=顯著 比較=較為 大量=大批 開始=著手 往往=常常 普遍=廣泛 形成=構成 存在=具有 地方=地區 指出=提出 記載=記錄 根據=依據 關於=有關 具有=擁有 進行=開展 採用=採取 包括=包含 基本=根本 一般=通常 尤其=特別 當時=那時 此後=其後 關係=聯繫 意義=價值 能夠=可以 可以=能夠 仍然=依然 甚至=乃至'.split()
HALF = str.maketrans('，；：（）？！［］', ',;:()?![]')
def pairs(l): return {a: b for w in l if len(w) == 2 and w[0] != w[1] for a, b in (tuple(w),)}
class Sim:
    def __init__(self, d, lv):
        self.d, self.f = d, FACTOR[lv]; self.tr = d['lang'] == 'zh-Hant'; self.seed = f"vlm-{d['id']}-{lv}"; self.r = r = random.Random(self.seed)
        self.look = pairs(LOOKT if self.tr else LOOK); self.syn = dict(s.split('=') for s in (SYNT if self.tr else SYN))
        self.cite = r.choice(['[{}]', '[{}]', '^[{}]', '$^{{[{}]}}$', '<sup>{}</sup>']); self.fn = r.choice(['{}', '<sup>{}</sup>'])
        self.heads = r.random() >= .4; self.keep = r.uniform(.5, 1) if r.random() < .7 else 1; self.title = r.random() < .75
        self.halfp = r.choice([.35, .6, 1, .2]); self.maxn = max([x['n'] for x in d['refs']] or [1])
        self.log = {k: 0 for k in ('ins', 'dele', 'sub', 'dup', 'cite', 'quote')}
    def edit(self, s):
        """silent edits of a run of text; Chinese characters only"""
        r, f, o, i = self.r, self.f, [], 0; han = lambda c: '\u4e00' <= c <= '\u9fff'
        p = {k: v * f / 1000 for k, v in RATE.items()}
        while i < len(s):
            c = s[i]
            if c in '”」' and r.random() < QUOTE * f: self.log['quote'] += 1; i += 1; continue
            if not han(c): o.append(c); i += 1; continue
            x = r.random()
            if x < p['ins'] : o += [c, r.choice(FUNC[self.d['lang']])] ; self.log['ins'] += 1
            elif x < p['ins'] + p['dup']: o += [c, c]; self.log['dup'] += 1
            else:
                if r.random() < p['dele']: self.dd = getattr(self, 'dd', 0) + 1
                if r.random() < p['sub']: self.ds = getattr(self, 'ds', 0) + 1
                # debts: a deletion waits for the next function word, a substitution for the next character or word that has a partner
                if getattr(self, 'dd', 0) and c in FUNC[self.d['lang']]: self.dd -= 1; self.log['dele'] += 1; i += 1; continue
                if getattr(self, 'ds', 0):
                    if getattr(self, 'kind', None) is None: self.kind = r.random() < .5
                    if self.kind and c in self.look: o.append(self.look[c]); self.ds -= 1; self.kind = None; self.log['sub'] += 1; i += 1; continue
                    w = s[i:i + 2]
                    if not self.kind and w in self.syn: o.append(self.syn[w]); self.ds -= 1; self.kind = None; self.log['sub'] += 1; i += 2; continue
                o.append(c)
            i += 1
        return ''.join(o)
    def number(self, s):
        def one(m):
            if self.r.random() >= CITE * self.f: return m[0]
            self.log['cite'] += 1; n = int(m[0]); return str(self.r.choice([k for k in (n - 1, n + 1, n + 10, max(1, n // 10)) if 0 < k and k != n]))
        return re.sub(r'\d+', one, s)
    def inline(self, e, edit=True):
        """element -> Markdown text, runs of text edited"""
        ed = self.edit if edit else (lambda s: s); o = ed(e.text or '')
        for c in e:
            t = c.text_content(); cl = c.get('class') or ''
            if c.tag == 'sup' and cl == 'c':
                m = re.match(r'[\[［]([^\]］]*)[\]］](.*)$', t); n = self.number((m[1] if m else t).replace('，', ',')); o += self.cite.format(n) + (m[2] if m else '')
            elif c.tag == 'sup' and cl == 'f': o += (self.cite if re.fullmatch('[0-9]+', t) else self.fn).format(t)
            elif cl == 'lab': o += t
            else: o += self.inline(c, edit)
            o += ed(c.tail or '')
        return o
    def table(self, e):
        return '<table>' + ''.join('<tr>' + ''.join(f'<td>{c.text_content()}</td>' for c in r) + '</tr>' for r in e.xpath('.//tr')) + '</table>'
    def page(self, p, n):
        r = self.r; out = []; last = None; furn = r.random()
        head = p.xpath("./div[contains(@class,'head')]")[0]
        if furn < .12 and n: out.append('  '.join(x.text_content() for x in (head if len(head) else [head])))
        for e in p.xpath(".//*[@data-k]"):
            k = e.get('data-k'); cl = (e.get('class') or '').split()
            if k in ('fig', 'table'):
                if k == 'fig': out.append(f'![](images/p{n + 1}_fig.jpg)')
                out += [c.text_content().replace('\u3000', ' ') for c in e.xpath("./div[starts-with(@class,'cap')]")]
                if k == 'table': out.append(self.table(e))
                last = None; continue
            t = self.inline(e, k not in ('title', 'authors', 'aff', 'en', 'entitle', 'ref', 'x')).replace('\u3000', ' ')
            if k in ('fm', 'x'): t = re.sub(' {2,}', '  ', t)
            if 'cont' in cl and last is not None: out[-1] += t   # next column of the same page
            elif k == 'title': out.append(('# ' if self.heads and self.title else '') + t)
            elif k == 'h': out.append(('#' * (int(e.get('data-l')) + 1) + ' ' if self.heads and r.random() < self.keep else '') + t)
            elif k == 'refhead': out.append(('## ' if self.heads and r.random() < .5 else '') + t)
            else: out.append(t)
            last = e
        if furn > .9: out.append(str(int(self.d['fpage']) + n))
        out = [x for x in out if x.strip()]
        if r.random() < self.halfp: out = [x if x.startswith('<table') else x.translate(HALF) for x in out]
        return out
def main():
    src, pages, lv, dst = sys.argv[1:5]; s = Sim(json.load(open(src, encoding='utf8')), lv); t = lh.parse(pages, lh.HTMLParser(encoding='utf8'))
    out = [f'<!-- SIMULATED vision-LLM witness, seed {s.seed}; not the output of a real OCR engine -->']
    for n, p in enumerate(t.xpath("//div[contains(concat(' ',@class,' '),' page ')]")): out += s.page(p, n)
    open(dst, 'w', encoding='utf8').write('\n\n'.join(out) + '\n'); print(s.seed, s.log, file=sys.stderr)
if __name__ == '__main__': main()
