"""Makes `traditional.txt` and `words.txt` of this folder. Building the program does not need it.

    pip install jieba==0.42.1 opencc-python-reimplemented==0.1.7
    python3 make.py FOLDER...

FOLDER...: texts of the field (`.md`, `.txt`, `.html`) in which the words are counted; the committed
table was counted in some ninety laws and some twenty pages of offices. The same packages and texts
give the same bytes.

traditional.txt: one line of pairs, traditional character then simplified one.
words.txt: how far two Han characters after each other are a word, from 0 to 3. A line `=N` opens a
level; every further line is a first character and its second ones.
"""
import html
import os
import re
import sys

import jieba
import opencc

HERE = os.path.dirname(os.path.abspath(__file__))
GLOSSARY = os.path.join(HERE, "../../vocabulary/glossary.yaml")

# Several simplified characters answer to one traditional one, or it stands in simplified text as
# well: the reading that official text means. Both sides of a search are folded, so a character that
# is folded too often costs a little precision and never an answer.
READINGS = dict(pair for pair in (
    "乾干 於于 徵征 瞭了 祇只 衹只 鍾钟 餘余 畫画 劃划 線线 託托 諮咨 鉅巨 閒闲 "
    "裡里 裏里 後后 髮发 發发 麵面 麪面 隻只 係系 繫系 週周 迴回 佔占 佈布 併并 並并 註注 採采 "
    "彙汇 匯汇 曆历 歷历 檯台 臺台 颱台 傢家 唸念 嚐尝 捨舍 慾欲 鬆松 穀谷 鬥斗 製制 範范 "
    "證证 証证 準准 闆板 錶表 嚮向 鬱郁 薦荐 係系 盡尽 儘尽 羣群 峯峰 牀床 衆众 眾众 啟启 啓启 "
    "綫线 爲为 為为 僞伪 偽伪 説说 說说 脫脱 悅悦 閱阅 銳锐 稅税 戶户 溫温 溼湿 濕湿 册册 "
    "産产 產产 衞卫 衛卫 勛勋 勳勋 喫吃 妳你 牠它 祕秘 綵彩 麼么 麽么 甯宁 寧宁 昇升 陞升 "
    "姪侄 菸烟 菴庵 菓果 蹟迹 跡迹 鑑鉴 鑒鉴 讚赞 贊赞 贛赣 籤签 簽签 閤合 閣阁 剷铲 鏟铲 "
    "倣仿 徧遍 盃杯 洩泄 污污 汙污 牆墙 墻墙 韆千 鞦秋 沖冲 衝冲 淨净 凈净 決决 況况 減减 "
    "遊游 館馆 舘馆 緻致 巖岩 嶽岳 崑昆 崙仑 佇伫 佪徊 倖幸 僱雇 兇凶 剋克 勦剿 卹恤 咀咀 "
    "喒咱 嘆叹 歎叹 噁恶 惡恶 囉啰 壎埙 夠够 姦奸 尅克 崗岗 彫雕 恆恒 慼戚 戹厄 扞捍 捲卷 "
    "搾榨 撢掸 旂旗 暱昵 曏向 枴拐 棲栖 槓杠 櫈凳 歛敛 氾泛 汎泛 沈沈 滙汇 痠酸 癢痒 "
    "皁皂 眞真 睏困 砲炮 秈籼 稈秆 穫获 獲获 粧妆 粬曲 糰团 團团 糾纠 糺纠 絃弦 綑捆 緖绪 縴纤 "
    "罈坛 罎坛 罰罚 罸罚 聯联 聨联 臟脏 髒脏 莊庄 荳豆 蒐搜 蔴麻 蘇苏 囌苏 虖乎 衖弄 裊袅 "
    "襬摆 觔斤 覈核 訂订 詠咏 誌志 譁哗 豔艳 艷艳 賸剩 贓赃 踫碰 逕径 徑径 週周 遶绕 繞绕 邨村 "
    "鄰邻 隣邻 醃腌 醱酦 釐厘 釦扣 鈎钩 鉤钩 銲焊 鎔熔 鍊炼 鏈链 鏽锈 銹锈 閧哄 隄堤 雜杂 "
    "靦腼 餵喂 餬糊 驘骡 鬍胡 鬚须 鬨哄 鬭斗 鬪斗 鹹咸 鹼碱 鹽盐 麴曲 麯曲 齣出 齧啮 蘋苹 "
    "籲吁 簷檐 稜棱 澂澄 瀋沈 瀰弥 懞蒙 矇蒙 濛蒙 昇升 儁俊 牴抵 擣捣 韝鞲 鏇旋 鵰雕 驄骢"
).split() if pair[0] != pair[1])
# Stand in simplified text with a meaning of their own.
UNTOUCHED = set("著覆彷藉薹后干里只台面松谷斗范准向郁志游周")

# A pair that is no word and has one of these is noise (`的人`, `和其`); `mod.rs` knows the same.
FUNCTION = "的了和与及或之在对由被将把从向于其该是有等也就都而则并且以为"
CORPUS_WEIGHT = 4          # sightings that the dictionary's opinion is worth
SHARES = (0.80, 0.45, 0.15)  # from which share of sightings inside a word the levels 3, 2, 1 begin
COMMON = 60                # frequency from which a dictionary word of two characters counts in full
KNOWN = 8                  # below: a name or a rare word
LONGER = 30                # frequency from which a longer dictionary word says something
HAN = re.compile("[\u4e00-\u9fff]+")


def is_common(c):
    """Whether a character is one of the 6,763 of GB 2312."""
    try:
        return len(c.encode("gb2312")) == 2
    except UnicodeEncodeError:
        return False


def is_basic(c):
    return len(c) == 1 and 0x3400 <= ord(c) <= 0x9FFF


def traditional():
    """Traditional to simplified, single characters of the basic plane."""
    folder = os.path.join(os.path.dirname(opencc.__file__), "dictionary")
    pairs = {}
    for line in open(os.path.join(folder, "TSCharacters.txt"), encoding="utf-8"):
        source, targets = line.rstrip("\n").split("\t")
        targets = [t for t in targets.split(" ") if is_basic(t)]
        if targets and is_basic(source):
            pairs[source] = targets[0]
    for name in ("HKVariantsRev.txt", "TWVariantsRev.txt"):
        for line in open(os.path.join(folder, name), encoding="utf-8"):
            source, target = line.rstrip("\n").split("\t")[:2]
            target = target.split(" ")[0]
            pairs.setdefault(source, pairs.get(target, target))
    pairs = {s: t for s, t in pairs.items() if not (is_common(s) and s not in READINGS)}
    pairs.update(READINGS)
    for source in list(pairs):
        target = pairs[source]
        while target in pairs and pairs[target] != target:
            target = pairs[target]
        pairs[source] = target
    return {s: t for s, t in sorted(pairs.items()) if s != t and s not in UNTOUCHED}


def texts(folders):
    for folder in folders:
        for where, below, names in os.walk(folder):
            below.sort()
            for name in sorted(names):
                if not name.endswith((".md", ".txt", ".html")):
                    continue
                text = open(os.path.join(where, name), encoding="utf-8", errors="replace").read()
                if name.endswith(".html"):
                    text = re.sub(r"(?s)<(script|style).*?</\1>|<[^>]*>", "\n", text)
                    text = html.unescape(text)
                yield text


def dictionary():
    """What the dictionary alone says of a pair: the share of its sightings inside a word."""
    opinion = {}
    for word, frequency in jieba.dt.FREQ.items():
        if len(word) < 2 or not HAN.fullmatch(word) or frequency < KNOWN:
            continue
        if len(word) == 2:
            share = 0.9 if frequency >= COMMON else 0.6
        elif frequency >= LONGER:
            share = 0.6
        else:
            continue
        for at in range(len(word) - 1):
            pair = word[at:at + 2]
            opinion[pair] = max(opinion.get(pair, 0), share)
    return opinion


def count(folders):
    """Sightings of every pair, and those inside one word; half for a word that is only guessed."""
    seen, inside = {}, {}
    for text in texts(folders):
        for run in HAN.findall(text):
            known, guessed = begins(run, False), begins(run, True)
            for at in range(len(run) - 1):
                pair = run[at:at + 2]
                seen[pair] = seen.get(pair, 0) + 1
                share = 1 if at + 1 not in known else 0.5 if at + 1 not in guessed else 0
                inside[pair] = inside.get(pair, 0) + share
    return seen, inside


def begins(run, is_guessing):
    """Where the words of a run begin."""
    found, at = set(), 0
    for word in jieba.cut(run, HMM=is_guessing):
        found.add(at)
        at += len(word)
    return found


def by_rule(pair):
    """The level of a pair that the table does not name."""
    return 0 if pair[0] in FUNCTION or pair[1] in FUNCTION else 1


def words(folders):
    jieba.setLogLevel(60)
    jieba.initialize()
    for term in re.findall(r"zh: ([\u4e00-\u9fff]{2,3})\b", open(GLOSSARY, encoding="utf-8").read()):
        jieba.add_word(term)
    opinion = dictionary()
    seen, inside = count(folders)
    levels = {}
    for pair in sorted(set(opinion) | set(seen)):
        prior = opinion.get(pair, 0.05 if by_rule(pair) == 0 else 0.2)
        if pair not in seen:
            share = prior
        else:
            share = (inside.get(pair, 0) + CORPUS_WEIGHT * prior) / (seen[pair] + CORPUS_WEIGHT)
        level = 3 - next((n for n, least in enumerate(SHARES) if share >= least), 3)
        if level != by_rule(pair):
            levels[pair] = level
    return levels


def main():
    pairs = traditional()
    with open(os.path.join(HERE, "traditional.txt"), "w", encoding="utf-8") as file:
        file.write("".join(s + t for s, t in pairs.items()) + "\n")
    levels = words(sys.argv[1:])
    with open(os.path.join(HERE, "words.txt"), "w", encoding="utf-8") as file:
        for level in range(4):
            file.write(f"={level}\n")
            rows = {}
            for pair, found in levels.items():
                if found == level:
                    rows.setdefault(pair[0], []).append(pair[1])
            for first, seconds in sorted(rows.items()):
                file.write(first + "".join(sorted(seconds)) + "\n")


main()
