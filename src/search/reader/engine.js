/**
 * The reader of a search index in the browser: the twin of the reader in `src/search/read`, rule for rule.
 * Knows nothing of the page; `tests/search` holds both together. ES2017, no table of its own.
 */

/* Folded text: src/search/fold.rs */

var LETTER_A = 97;
var SPACE = 32;
/** What a character that is neither ASCII nor Han becomes; filled as they come. */
var foldedParts = {};

function isHan(c) {
  return c >= 0x4e00 && c <= 0x9fff || c >= 0x3400 && c <= 0x4dbf || c === 0x3005 || c === 0x3007 ||
    c >= 0xf900 && c <= 0xfaff || c >= 0x20000 && c <= 0x323af;
}

function isDigit(c) { return c >= 48 && c <= 57; }

function isWord(c) {
  return c < 0xdf ? c >= LETTER_A && c <= 122 || isDigit(c) :
    c <= 0x1fff ? c !== 0xf7 : c >= 0x3041 && c <= 0x3096 || c >= 0x30a1 && c <= 0x30fa || c === 0x30fc;
}

function isSpace(c) {
  return c >= 9 && c <= 13 || c === SPACE || c >= 0xa0 && (c === 0xa0 || c === 0x1680 || c >= 0x2000 && c <= 0x200a ||
    c === 0x2028 || c === 0x2029 || c === 0x202f || c === 0x205f || c === 0x3000);
}

function isIgnored(c) {
  return c >= 0xad && (c === 0xad || c >= 0x300 && c <= 0x36f || c >= 0x200b && c <= 0x200f || c === 0x2060 ||
    c === 0xfeff || c >= 0xfe00 && c <= 0xfe0f);
}

/** One form of brackets, quotes, dashes and dots. */
function punctuation(c) {
  if (c === 40 || c === 0x3014 || c === 0x3010 || c === 0x3016) return 91;
  if (c === 41 || c === 0x3015 || c === 0x3011 || c === 0x3017) return 93;
  if (c === 0x201c || c === 0x201d || c === 0x201e || c === 0x301d || c === 0x301e) return 34;
  if (c === 0x2018 || c === 0x2019 || c === 96) return 39;
  if (c >= 0x2010 && c <= 0x2015 || c === 0x2212 || c === 0x2500) return 45;
  if (c === 0x301c || c === 0x223c) return 126;
  return c === 0x2022 || c === 0x30fb || c === 0x2027 ? 0xb7 : c;
}

/** The parts of a character before the table of traditional ones. */
function partsOf(c) {
  var parts = [];
  var whole = String.fromCodePoint(c).normalize("NFKD");
  for (var at = 0; at < whole.length; at++) {
    var lower = String.fromCodePoint(whole.codePointAt(at)).toLowerCase();
    if (whole.codePointAt(at) > 0xffff) at++;
    for (var of = 0; of < lower.length; of++) {
      var code = lower.codePointAt(of);
      if (code > 0xffff) of++;
      if (!(code >= 0x300 && code <= 0x36f) && !isSpace(code)) parts.push(code);
    }
  }
  return parts;
}

/**
 * Folds a text. `map` holds traditional characters by code. Places are UTF-16 units.
 * @param {string} text
 * @param {Object<number, number>=} map
 * @returns {{chars: Array<number>, from: Array<number>, to: Array<number>}}
 */
function fold(text, map) {
  var chars = [], from = [], to = [], spaced = false, next = 0;
  function push(c, place) {
    if (spaced && isWord(c) && chars.length && isWord(chars[chars.length - 1])) {
      chars.push(SPACE);
      from.push(place);
      to.push(place);
    }
    spaced = false;
    chars.push(c);
    from.push(place);
    to.push(next);
  }
  for (var place = 0; place < text.length; place = next) {
    var c = text.charCodeAt(place);
    next = place + 1;
    if (c >= 0xd800 && c < 0xe000) {
      var second = c < 0xdc00 ? text.charCodeAt(next) : 0;
      if (second >= 0xdc00 && second < 0xe000) {
        c = (c - 0xd800) * 1024 + second - 0xdc00 + 0x10000;
        next++;
      } else c = 0xfffd;
    }
    if (isSpace(c)) spaced = true;
    else if (c < 128) push(punctuation(c >= 65 && c <= 90 ? c + 32 : c), place);
    else if (isHan(c) && !(c >= 0xf900 && c <= 0xfaff)) push(map && map[c] || c, place);
    else if (!isIgnored(c)) {
      var parts = foldedParts[c] || (foldedParts[c] = partsOf(c));
      for (var at = 0; at < parts.length; at++) push(punctuation(map && map[parts[at]] || parts[at]), place);
    }
  }
  return { chars: chars, from: from, to: to };
}

/** A map for `fold` from pairs of characters without anything between. */
function mapOf(pairs) {
  var map = {};
  for (var at = 0; at + 1 < pairs.length; at += 2) map[pairs.charCodeAt(at)] = pairs.charCodeAt(at + 1);
  return map;
}

/** Characters from one place to another, as a string. */
function textOf(chars, from, to) {
  var text = "";
  for (var at = from || 0; at < (to === undefined ? chars.length : to); at++) text += String.fromCodePoint(chars[at]);
  return text;
}

/* Numbers: src/search/number.rs. A value is whole and ten-thousandths, so that none is rounded. */

var TEN_THOUSAND = 10000;
var VALUE_MAX = 1000000000000;
var NUMERALS = "零〇一壹二两贰三叁四肆五伍六陆七柒八捌九玖十拾百佰千仟";
var NUMERAL_VALUES = [0, 0, 1, 1, 2, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8, 8, 9, 9, 10, 10, 100, 100, 1000, 1000];
var numerals = {};
NUMERAL_VALUES.forEach(function (value, at) { numerals[NUMERALS.charCodeAt(at)] = value; });
var LABELS = { 条: "art", 章: "ch", 款: "par", 项: "it" };
var UNITS = [["周岁", "a"], ["岁", "a"], ["years", "y"], ["year", "y"], ["周年", "y"], ["年", "y"], ["个月", "o"],
  ["平方米", "m"], ["平米", "m"], ["m2", "m"], ["个工作日", "w"], ["工作日", "w"], ["日", "r"], ["天", "r"], ["小时", "h"],
  ["人", "p"], ["名", "p"], ["倍", "b"], ["次", "t"]];

function starts(chars, at, text) {
  for (var of = 0; of < text.length; of++) if (chars[at + of] !== text.charCodeAt(of)) return false;
  return true;
}

function isAny(c, text) { return c !== undefined && text.indexOf(String.fromCodePoint(c)) >= 0; }

function arabic(chars, at, limit) {
  var end = at, whole = 0, part = 0, digits = 0, grouped = false;
  function digit(place) { return place < limit && isDigit(chars[place]); }
  function isDate(point) {
    var month = point + 1;
    while (digit(month)) month++;
    return month - point > 1 && month - point < 4 && chars[month] === 46 && month < limit && digit(month + 1);
  }
  for (;;) {
    if (digit(end)) {
      whole = whole * 10 + chars[end] - 48;
      digits++;
      end++;
    } else if (end < limit && chars[end] === 44 && (digits <= 3 || grouped) && digit(end + 1) && digit(end + 2) &&
      digit(end + 3) && !digit(end + 4)) {
      grouped = true;
      end++;
    } else break;
  }
  var plain = !grouped;
  if (end < limit && chars[end] === 46 && digit(end + 1) && !(plain && digits === 4 && isDate(end))) {
    plain = false;
    end++;
    for (var scale = 1000; digit(end); end++) {
      part += (chars[end] - 48) * scale;
      scale = Math.floor(scale / 10);
    }
  }
  if (whole > VALUE_MAX || whole === VALUE_MAX && part > 0) return null;
  return { end: end, whole: whole, part: part, digits: digits, plain: plain };
}

function chinese(chars, at) {
  var end = at, positional = true, value = 0, held = 0;
  while (numerals[chars[end]] !== undefined) {
    if (numerals[chars[end]] > 9) positional = false;
    end++;
  }
  if (end === at || end - at > 12) return null;
  positional = positional && end - at >= 2;
  for (var place = at; place < end; place++) {
    var one = numerals[chars[place]];
    if (one < 10) {
      if (positional) value = value * 10 + one;
      else held = one;
    } else {
      value += held === 0 && (place === at || numerals[chars[place - 1]] === 0) ? one : held * one;
      held = 0;
    }
  }
  return { end: end, whole: value + held, part: 0, digits: 0, plain: positional };
}

function numberAt(chars, at) {
  return isDigit(chars[at]) ? arabic(chars, at, chars.length) : chinese(chars, at);
}

/** A month or a day, which a point may follow. */
function small(chars, at) {
  var digits = 0;
  while (isDigit(chars[at + digits])) digits++;
  return digits > 2 ? null : digits ? arabic(chars, at, at + digits) : chinese(chars, at);
}

function decimal(number) {
  if (!number.part) return "" + number.whole;
  return (number.whole + "." + ("000" + number.part).slice(-4)).replace(/0+$/, "");
}

function two(number) { return (number < 10 ? "0" : "") + number; }

/** The place after a date that begins here, or 0. */
function dateAt(chars, at, year, give) {
  var y = year.whole;
  if (!year.plain || year.part || y < 1900 || y >= 2200 || year.end >= chars.length) return 0;
  var separator = chars[year.end];
  var isYear = separator === 0x5e74;
  if (isYear) give("=d" + y, at);
  if (!isYear && separator !== 45 && separator !== 46 && separator !== 47) return 0;
  var month = small(chars, year.end + 1);
  if (!month || month.part || month.whole < 1 || month.whole > 12) return 0;
  give("=d" + y + "-" + two(month.whole), at);
  var day = chars[month.end] === (isYear ? 0x6708 : separator) ? small(chars, month.end + 1) : null;
  if (!day || day.part || day.whole < 1 || day.whole > 31) return month.end;
  give("=d" + y + "-" + two(month.whole) + "-" + two(day.whole), at);
  return day.end + starts(chars, day.end, "日");
}

function documentNumber(chars, at, year, give) {
  var y = year.whole;
  if (!year.plain || year.digits !== 4 || y < 1949 || y >= 2200) return;
  var end = year.end;
  while (isAny(chars[end], "] 年第[")) end++;
  var serial = end > year.end ? numberAt(chars, end) : null;
  if (!serial || !serial.digits || serial.part || !starts(chars, serial.end, "号")) return;
  give("=n" + y + "-" + serial.whole, at);
  var nameEnd = at > 0 && (chars[at - 1] === 91 || chars[at - 1] === SPACE) ? at - 1 : at;
  var from = nameEnd;
  while (from > 0 && isHan(chars[from - 1])) from--;
  if (from < nameEnd) give("=N" + textOf(chars, from, nameEnd) + y + "-" + serial.whole, from);
}

function amountAt(chars, at, number, give) {
  var end = number.end, whole = number.whole, part = number.part, isAmount = false;
  for (;;) {
    var c = chars[end];
    var times = c === 0x767e && number.digits ? 100 : c === 0x5343 && number.digits ? 1000 :
      c === 0x4e07 ? TEN_THOUSAND : c === 0x4ebf ? 100000000 : 0;
    if (!times) break;
    if (times >= TEN_THOUSAND) isAmount = true;
    part *= times;
    whole = whole * times + Math.floor(part / TEN_THOUSAND);
    part %= TEN_THOUSAND;
    end++;
    if (whole > VALUE_MAX || whole === VALUE_MAX && part) return end;
  }
  var isMoney = starts(chars, end, "元") || starts(chars, end, "块") || starts(chars, end, "人民币");
  var isLarge = number.digits >= 4 && end === number.end && chars[end] !== 0x5e74 && chars[at - 1] !== 45;
  if ((isAmount || isMoney || isLarge || chars[at - 1] === 0xa5) && !part) give("=¥" + whole, at);
  return end + starts(chars, end, "元");
}

function readNumber(chars, at, number, give) {
  var end = dateAt(chars, at, number, give);
  if (end) return end;
  documentNumber(chars, at, number, give);
  end = number.end;
  var label = end < chars.length && LABELS[String.fromCodePoint(chars[end])];
  if (label && !number.part) {
    give("=" + label + number.whole, at);
    return end + 1;
  }
  if (chars[end] === 37 || at >= 3 && starts(chars, at - 3, "百分之")) {
    give("=%" + decimal(number), at);
    return end + (chars[end] === 37);
  }
  for (var of = 0; of < UNITS.length && number.whole < TEN_THOUSAND; of++) {
    if (starts(chars, end, UNITS[of][0])) {
      give("=" + UNITS[of][1] + decimal(number), at);
      return end + UNITS[of][0].length;
    }
  }
  return amountAt(chars, at, number, give);
}

/** Calls `give(term, from, to)` for each number, amount, date, label and document number. */
function normalised(chars, give) {
  var given = [], at = 0;
  function hold(term, from) { given.push([term, from]); }
  while (at < chars.length) {
    var number = numberAt(chars, at);
    at = number ? Math.max(readNumber(chars, at, number, hold), number.end) : at + 1;
    for (var of = 0; of < given.length; of++) give(given[of][0], given[of][1], at);
    given.length = 0;
  }
}

/* Terms: src/search/token.rs, term.rs */

var SINGLE = 0, LITERAL = 1, PART = 2, NORMALISED = 3;
var WORD_CHARS_MAX = 40;

/** The stem of an English word; empty where it is the word. */
function stem(word) {
  if (word.length < 4 || !/^[a-z]+$/.test(word)) return "";
  var cut = /(sses|ches|shes|xes|ies|ied)$/.test(word) ? 2 : /ing$/.test(word) && word.length > 5 ? 3 :
    /ed$/.test(word) && word.length > 4 && !/eed$/.test(word) ? 2 : /s$/.test(word) && !/(ss|us|is)$/.test(word) ? 1 : 0;
  return cut ? word.slice(0, -cut) : "";
}

function wordTerms(chars, at, end, give) {
  var last = Math.min(end, at + WORD_CHARS_MAX);
  var word = textOf(chars, at, last);
  give(word, at, LITERAL);
  if (end - at < WORD_CHARS_MAX && end < chars.length && isHan(chars[end])) give(textOf(chars, at, end + 1), at, LITERAL);
  if (stem(word)) give("~" + stem(word), at, PART);
  if (!/\d/.test(word) || !/[^\d]/.test(word)) return;
  for (var from = at, place = at + 1; place <= last; place++) {
    if (place === last || isDigit(chars[place]) !== isDigit(chars[from])) {
      give(textOf(chars, from, place), from, PART);
      from = place;
    }
  }
}

/** Calls `give(term, place, form)` for each term of folded characters. */
function terms(chars, give) {
  for (var at = 0, end; at < chars.length; at = end) {
    end = at + 1;
    if (isHan(chars[at])) {
      while (end < chars.length && isHan(chars[end])) end++;
      for (var place = at; place < end; place++) {
        give(textOf(chars, place, place + 1), place, SINGLE);
        if (place + 1 < end) give(textOf(chars, place, place + 2), place, LITERAL);
      }
      if (end + 1 < chars.length && isSign(chars[end]) && isHan(chars[end + 1])) give(textOf(chars, end - 1, end + 2), end - 1, LITERAL);
    } else if (isWord(chars[at])) {
      while (end < chars.length && isWord(chars[end])) end++;
      wordTerms(chars, at, end, give);
    }
  }
  normalised(chars, function (term, place) { give(term, place, NORMALISED); });
}

function hash(term) {
  var h = 0x811c9dc5;
  for (var at = 0; at < term.length; at++) h = Math.imul(h ^ term.charCodeAt(at), 0x01000193);
  h = Math.imul(h ^ h >>> 16, 0x85ebca6b);
  h = Math.imul(h ^ h >>> 13, 0xc2b2ae35);
  return (h ^ h >>> 16) >>> 0;
}

function hex(number) { return (number < 16 ? "0" : "") + number.toString(16); }

/** The name of the file that a term stands in. */
function shardName(term, bits) {
  var shard = bits ? hash(term) >>> (32 - bits) : 0;
  return "t/" + (bits > 8 ? hex(shard >> 8) + "/" + hex(shard & 255) : hex(shard));
}

/** The name of the file of a long list. */
function longName(term) {
  return "x/" + Array.from(term).map(function (c) { return c.codePointAt(0).toString(16); }).join("-");
}

/* Bytes: src/search/index/bits.rs */

var RICE_ESCAPE = 24;
/** Documents of a long list that its first part holds. */
var FIRST_PART = 1024;

/** Base64 as bytes, with zeros behind, so that bits can be read beyond the end. Throws where it is none. */
function bytesOf(base64) {
  var text = atob(base64);
  var bytes = new Uint8Array(text.length + 8);
  for (var at = 0; at < text.length; at++) bytes[at] = text.charCodeAt(at);
  bytes.end = text.length;
  return bytes;
}

function utf8(bytes, from, to) {
  var text = "";
  for (var at = from; at < to; at++) text += String.fromCharCode(bytes[at]);
  return decodeURIComponent(escape(text));
}

/** Reads numbers of seven bits a byte, and bits, from one place on. */
function Input(bytes, at) {
  this.bytes = bytes;
  this.at = at;
  this.bit = 0;
}

Input.prototype.varint = function () {
  var value = 0, shift = 0, byte;
  do {
    if (shift > 28) throw new Error("damaged");
    byte = this.byte();
    value += (byte & 127) * Math.pow(2, shift);
    shift += 7;
  } while (byte > 127);
  return value;
};

Input.prototype.byte = function () {
  if (this.at >= this.bytes.end) throw new Error("damaged");
  return this.bytes[this.at++];
};

/** Whether more was read than there is. */
Input.prototype.isOver = function () { return this.at > this.bytes.end || this.at === this.bytes.end && this.bit > 0; };

/** At least 25 bits from here on, in the upper part of a number. */
Input.prototype.peek = function () {
  var bytes = this.bytes, at = this.at;
  if (at > bytes.end) throw new Error("damaged");
  return (bytes[at] << 24 | bytes[at + 1] << 16 | bytes[at + 2] << 8 | bytes[at + 3]) << this.bit;
};

Input.prototype.skip = function (count) {
  count += this.bit;
  this.at += count >> 3;
  this.bit = count & 7;
};

/** At most 24 bits. */
Input.prototype.read = function (count) {
  if (!count) return 0;
  var value = this.peek() >>> (32 - count);
  this.skip(count);
  return value;
};

Input.prototype.rice = function (k) {
  var ones = Math.clz32(~this.peek());
  if (ones >= RICE_ESCAPE) {
    this.skip(RICE_ESCAPE);
    return this.read(16) * 65536 + this.read(16);
  }
  this.skip(ones + 1);
  return ones * Math.pow(2, k) + this.read(k);
};

/**
 * The records of a shard by term: where each begins and ends.
 * @param {Uint8Array} bytes
 * @returns {Map<string, Array<number>>}
 */
function recordsOf(bytes) {
  var records = new Map(), input = new Input(bytes, 0);
  while (input.at < bytes.end) {
    var length = input.varint(), term;
    // A length of zero announces two characters in 16 bits each.
    if (length) term = utf8(bytes, input.at, Math.min(input.at + length, bytes.end));
    else term = String.fromCharCode(bytes[input.at] << 8 | bytes[input.at + 1], bytes[input.at + 2] << 8 | bytes[input.at + 3]);
    input.at += length || 4;
    length = input.varint();
    if (input.at + length > bytes.end) throw new Error("damaged");
    records.set(term, [input.at, input.at + length]);
    input.at += length;
  }
  return records;
}

/**
 * A list of documents, newest first, with impacts, and the units and places of each where they are told.
 * @param {Input} input
 * @param {number} count
 * @param {boolean} withUnits
 */
function listOf(input, count, withUnits) {
  var k = input.byte(), kUnits = k & 7;
  var list = { documents: [], impacts: [], starts: withUnits ? [] : null, units: [], places: [] };
  numbersOf(input, count, k >> 3, function (number) {
    list.documents.push(number);
    if (!withUnits) {
      list.impacts.push(input.read(2));
      return;
    }
    var weight = -1;
    list.starts.push(list.units.length);
    for (var left = input.rice(0), next = 0; left >= 0; left--) {
      next += input.rice(kUnits) + 1;
      list.units.push(Math.min(next - 1, 0xffff));
      var place = input.read(2);
      if (place === 3) place += input.read(1);
      list.places.push(place);
      weight += place === 4 ? 2 : 1;
      if (input.isOver()) break;
    }
    list.impacts.push(Math.min(weight, 3));
  });
  if (withUnits) list.starts.push(list.units.length);
  return list;
}

/** Calls `take` for numbers from the newest down. */
function numbersOf(input, count, k, take) {
  for (var before = -1, at = 0; at < count; at++) {
    var number = at ? before - input.rice(k) - 1 : input.rice(k);
    if (number < 0 || input.isOver()) return;
    before = number;
    take(number);
  }
}

var NOTHING = { likeness: 0, count: 0, body: { documents: [], impacts: [], starts: null, units: [], places: [] }, isLong: false,
  titles: [], titleLengths: [], dictionary: "" };

/** What the index knows of a term: src/search/read/store.rs. */
function recordOf(bytes, from, to) {
  var flags = bytes[from], input = new Input(bytes, from + 1);
  var record = Object.assign({}, NOTHING, { likeness: flags >> 6, isLong: (flags & 16) > 0 });
  if (flags & 4) record.dictionary = utf8(bytes, from + 1, to);
  else {
    if (flags & 1) {
      record.count = input.varint();
      var end = flags & 2 ? input.varint() : 0;
      end += input.at;
      record.body = listOf(input, record.isLong ? Math.min(record.count, FIRST_PART) : record.count, (flags & 8) > 0);
      input = new Input(bytes, end);
    }
    if (flags & 2) {
      var count = input.varint();
      record.titles = [];
      record.titleLengths = [];
      numbersOf(input, count, input.byte(), function (number) {
        record.titles.push(number);
        record.titleLengths.push(input.read(5));
      });
    }
  }
  return record;
}

/* What a query means: src/search/query.rs */

var QUERY_CHARS_MAX = 120, WORDS_MAX = 10;
var QUESTION = ("能拿多少钱 能领多少钱 能拿多少 能领多少 能享受 可以领 可以拿 能拿 能领 请问一下 有没有什么 应该怎么办 是怎么规定的 怎么规定的 如何规定的 什么时候 有没有 能不能 可不可以 需不需要 是不是 是什么 有什么 有哪些 " +
  "要什么 怎么办理 怎么办 怎么样 怎么算 怎样 怎么 为什么 多长时间 多少钱 多久 多长 多少 几年 几天 几个 哪些 哪里 哪个 什么 如何 请问 我想知道 我想 想知道 " +
  "可以吗 可以 需要 应该 规定了 吗 呢 吧 么").split(" ");
var NUMBER_WORDS = "零〇一二三四五六七八九十百千万亿元年月日岁周个第条章款项号之分平方米天工作块人民币名倍次小时两壹贰叁肆伍陆柒捌玖拾佰仟";

function codes(text) { return Array.from(text, function (c) { return c.codePointAt(0); }); }

function isMeaning(c) { return isHan(c) || isWord(c); }

/** Sorts as Rust does: what is equal keeps its order. */
function sorted(list, compare) {
  return list.map(function (item, at) { return [item, at]; }).sort(function (a, b) {
    return compare(a[0], b[0]) || a[1] - b[1];
  }).map(function (pair) { return pair[0]; });
}

/** By points, most first, then by text. */
function byPoints(a, b) { return b[0] - a[0] || (a[1] < b[1] ? -1 : a[1] > b[1] ? 1 : 0); }

/** Characters without those at the ends that are to be left out. */
function trimmed(chars, isOut) {
  var from = 0, to = chars.length;
  while (from < to && isOut(chars[from])) from++;
  while (to > from && isOut(chars[to - 1])) to--;
  return chars.slice(from, to);
}

function isSign(c) { return !isHan(c) && !isWord(c); }

/** What stands between spaces or in quotes, folded; pieces of signs alone are none. */
function piecesOf(text, map) {
  var pieces = [""], quoted = false, left = QUERY_CHARS_MAX, found = [];
  for (var at = 0; at < text.length; at++) {
    var c = text[at];
    // A quotation mark inside a piece is a sign of the text.
    var isMark = c === '"' || c === "“" || c === "”";
    if (isMark && (quoted || !pieces[pieces.length - 1])) {
      quoted = !quoted && c !== "”";
      pieces.push("");
    } else if (isSpace(text.charCodeAt(at)) && !quoted) pieces.push("");
    else pieces[pieces.length - 1] += c;
  }
  pieces.forEach(function (piece) {
    var chars = fold(piece, map).chars.slice(0, left);
    left -= chars.length;
    if (trimmed(chars, isSign).length) found.push(chars);
  });
  return found;
}

/** A phrase as one form: its terms in their places. */
function phrase(chars, weight, how) {
  var literal = [], singles = [], covered = [], pairs = {};
  terms(chars, function (term, at, form) {
    if (form === SINGLE) singles.push([term, at]);
    if (form !== LITERAL) return;
    var own = codes(term);
    for (var of = 0; of < own.length; of++) covered[at + of] = true;
    if (isWord(own[0]) && isHan(own[own.length - 1])) pairs[at] = true;
    literal.push([term, at]);
  });
  singles.forEach(function (single) { if (!covered[single[1]]) literal.push(single); });
  literal = literal.filter(function (one) { return !(pairs[one[1]] && /^\d+$/.test(one[0])); });
  literal = sorted(literal, function (a, b) { return a[1] - b[1]; });
  return { terms: literal, chained: true, weight: weight, texts: [textOf(chars)], how: how };
}

/** A word with its literal form and what else it says by itself. */
function wordOf(chars) {
  var text = textOf(chars), alternatives = [phrase(chars, 1000, "literal")];
  function add(term, weight, texts, how) {
    alternatives.push({ terms: [[term, 0]], chained: false, weight: weight, texts: texts, how: how });
  }
  var covers = chars.every(function (c) { return !isHan(c) || isAny(c, NUMBER_WORDS); });
  var numbers = [], isDocument = false, longest = 0;
  normalised(chars, function (term, at) {
    var isNumber = term.slice(0, 2) === "=N";
    var isWhole = at === 0 || chars[0] === 0x7b2c && at === 1 || isNumber || term.slice(0, 2) === "=%";
    if (!isWhole || !covers && !isNumber) return;
    numbers.push(term);
    isDocument = isDocument || isNumber || term.slice(0, 2) === "=n";
    if (term.slice(0, 2) === "=d") longest = Math.max(longest, term.length);
  });
  numbers.forEach(function (term) {
    // Of a date the day counts, not its month and year; of a 文号 no year.
    if (term.slice(0, 2) === "=d" && (isDocument || term.length < longest)) return;
    var isLabel = term.slice(0, 4) === "=art" || term.slice(0, 3) === "=ch";
    // The article itself is worth more than what mentions it.
    if (isLabel) alternatives[0].weight = 900;
    if (isLabel) add("#" + term.slice(1), 1000, [], "number");
    add(term, isLabel ? 900 : 1000, [], "number");
  });
  if (/^[a-z]*$/.test(text)) {
    var stemmed = stem(text) || text;
    [stemmed, "~" + stemmed].forEach(function (term) { if (term !== text) add(term, 950, [stemmed], "stem"); });
  }
  return { text: text, alternatives: alternatives };
}

/** Both readings of a query, as typed and as meant, and the words of a question that were left out. */
function meaningOf(text, map) {
  var typed = [], meant = [], dropped = [], signsLost = false, edgeSigns = false;
  function joins(c) { return isSign(c) || isAny(c, "的和与或是在了"); }
  function push(chars) {
    chars = trimmed(chars, joins);
    if (chars.length) meant.push(wordOf(chars));
  }
  /** Question words out, labels, amounts and dates apart; a 文号 stays whole. */
  function read(piece) {
    var apart = {}, below = {}, isAnyApart = false, isNumber = false, at = 0, from = 0;
    normalised(piece, function (term, from, to) {
      isNumber = isNumber || term.slice(0, 2) === "=N";
      if (piece[from - 1] === 0x7b2c) from--;
      // 第一款, 第九项 after an article: no unit of its own.
      var isBelow = term.slice(0, 3) === "=pa" || term[1] === "i", places = isBelow ? below : apart;
      if (isBelow ? !isAnyApart : term[1] === "n" || term[1] === "N") return;
      isAnyApart = isAnyApart || !isBelow;
      if (to > from && !places[from]) places[from] = to;
    });
    if (isNumber) return push(piece);
    function asks(question) { return starts(piece, at, question); }
    while (at < piece.length) {
      var question = QUESTION.find(asks), c = piece[at], next = at + 1, word = [];
      if (question) {
        dropped.push(question);
        next = at + question.length;
      } else if (apart[at]) {
        next = apart[at];
        word = piece.slice(at, next);
      } else if (below[at]) next = below[at];
      else if (!isSign(c) || isAny(c, ".-[]%")) {
        at++;
        continue;
      }
      push(piece.slice(from, at));
      push(word);
      at = from = next;
    }
    push(piece.slice(from));
  }
  piecesOf(text, map).forEach(function (piece) {
    var core = trimmed(piece, isSign);
    // Signs beside a single character are left out: the index does not tell them.
    signsLost = signsLost || core.length === 1 && piece.length > 1;
    edgeSigns = edgeSigns || core.length !== piece.length;
    typed.push(wordOf(core.length === 1 ? core : piece));
    read(core);
  });
  typed = typed.slice(0, WORDS_MAX);
  meant = meant.slice(0, WORDS_MAX);
  if (typed.length === meant.length && typed.every(function (word, at) { return word.text === meant[at].text; })) meant = [];
  // A question, and not a text that holds 可以 or 需要: then what is meant counts, not how it is asked.
  var asks = meant.length > 0 && dropped.some(function (word) { return ["可以", "需要", "应该", "吧"].indexOf(word) < 0; });
  return { typed: typed, meant: meant, asks: asks, dropped: meant.length ? dropped : [], signsLost: signsLost, edgeSigns: edgeSigns };
}

/* Which documents answer, and how well: src/search/read/rank.rs */

var TERMS_MAX = 30, NEAR_MAX = 200, COVER_MIN = 200, OWN_LABEL = 100;
var IMPACT = [40, 65, 85, 100], LIKENESS = [2, 4, 7, 8];
var LOG_PARTS = [0, 1, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 15];

/** 16 times the logarithm to base 2, by table. */
function log2(value) {
  value = Math.max(value, 1);
  var whole = 31 - Math.clz32(value);
  return 16 * whole + LOG_PARTS[Math.floor(value * 16 / Math.pow(2, whole)) & 15];
}

function div(a, b) { return Math.floor(a / b); }

function listOfTerm(term) { return term.whole || term.record.body; }

function isOpen(term) { return term.record.isLong && !term.whole; }

function bitsOf(terms, is) {
  return terms.reduce(function (mask, term, at) { return is(term) ? mask | 1 << at : mask; }, 0);
}

/** The terms of readings: literal forms of all words before any other form, so that they are never cut off. */
function termsOf(readings, index) {
  var found = [], known = {}, deepest = 0;
  readings.forEach(function (reading) {
    reading.forEach(function (word) { deepest = Math.max(deepest, word.alternatives.length); });
  });
  function add(pair) {
    if (found.length >= TERMS_MAX || known["$" + pair[0]]) return;
    known["$" + pair[0]] = true;
    found.push(pair[0]);
  }
  for (var at = 0; at < deepest; at++) {
    readings.forEach(function (reading) {
      reading.forEach(function (word) { if (word.alternatives[at]) word.alternatives[at].terms.forEach(add); });
    });
  }
  return found.map(function (key) {
    var record = index.term(key), chars = codes(key);
    var rarity = Math.max(log2(index.head.count + 1) - log2(Math.max(record.count, record.titles.length)), 4);
    var likeness = chars.length === 1 && isHan(chars[0]) ? 4 : LIKENESS[record.likeness & 3];
    return { key: key, record: record, whole: null, weight: Math.max(div(rarity * likeness, 8), 1) };
  });
}

/** A form as bits of terms; null where none of them is looked for. */
function formOf(alternative, terms) {
  var form = { alternative: alternative, terms: [], own: [], mask: 0, weight: 0 };
  alternative.terms.forEach(function (pair) {
    var at = terms.findIndex(function (term) { return term.key === pair[0]; });
    if (at < 0) return;
    if (!(form.mask & 1 << at)) {
      form.weight += terms[at].weight;
      form.own.push(at);
    }
    form.mask |= 1 << at;
    form.terms.push([at, pair[1]]);
  });
  return form.mask ? form : null;
}

function askedOf(reading, terms) {
  return reading.map(function (word) {
    var forms = word.alternatives.map(function (one) { return formOf(one, terms); }).filter(Boolean);
    return { forms: forms, weight: Math.max.apply(null, forms.map(function (form) { return form.weight; })) };
  }).filter(function (word) { return word.forms.length; });
}

/** Fetches the whole lists of forms that have long lists only: nothing else narrows them. */
function fetchWhole(asked, terms, index) {
  var open = bitsOf(terms, isOpen), wanted = 0;
  function first(word) { return word.forms[0].mask; }
  if (asked.every(function (words) { return words.some(function (word) { return first(word) & ~open; }); })) return;
  asked.forEach(function (words) { words.forEach(function (word) { wanted |= first(word); }); });
  terms.forEach(function (term, at) { if (wanted & open & 1 << at) term.whole = index.long(term.key); });
  index.settle();
}

/**
 * How whole a document has the query, in one unit with the title: every word as it is meant; what is typed, a word in
 * another form; what is typed to the letter. 0 is not whole.
 */
var MEANT = 1, TYPED = 2, TO_THE_LETTER = 3;

/** The group in which a document stands; the very one that is named stands first. */
function rankOf(one) { return one.isNamed && one.level ? TO_THE_LETTER : one.level; }

/** The level from which on documents count as found, the others being near. */
function leastOf(found) {
  return Math.min(found.reduce(function (most, one) { return Math.max(most, rankOf(one)); }, 0), TYPED);
}

/** What a document has of the terms; walks the lists from the newest document down. */
function Look(terms) {
  this.terms = terms;
  this.lists = terms.map(listOfTerm);
  this.at = new Int32Array(terms.length);
  this.titleAt = new Int32Array(terms.length);
  this.impacts = new Int32Array(terms.length);
  this.units = [];
}

/** Of each unit of the document in hand: the bits of its terms, and the place of each. */
var unitMasks = new Int32Array(0x10000), unitPlaces = new Uint8Array(0x10000 * 32);

/** Forgets the document in hand. */
Look.prototype.clear = function () {
  for (var of = 0; of < this.units.length; of++) unitMasks[this.units[of]] = 0;
  this.units.length = 0;
};

Look.prototype.take = function (document) {
  var units = this.units;
  this.clear();
  this.loose = this.title = this.titleLength = 0;
  this.document = document;
  for (var at = 0; at < this.terms.length; at++) {
    var term = this.terms[at], list = this.lists[at], place = this.at[at];
    while (list.documents[place] > document) place++;
    this.at[at] = place;
    this.impacts[at] = 0;
    if (list.documents[place] === document) {
      this.impacts[at] = IMPACT[list.impacts[place] & 3];
      if (list.starts) this.addUnits(list, at, list.starts[place], list.starts[place + 1]);
      else this.loose |= 1 << at;
    } else if (isOpen(term)) this.loose |= 1 << at;
    var titles = term.record.titles;
    place = this.titleAt[at];
    while (titles[place] > document) place++;
    this.titleAt[at] = place;
    if (titles[place] === document) {
      this.title |= 1 << at;
      this.titleLength = Math.max(this.titleLength, term.record.titleLengths[place]);
    }
  }
  if (!units.length && this.loose) units.push(0);
  if (units.length > 1) units.sort(function (a, b) { return a - b; });
};

Look.prototype.addUnits = function (list, at, from, to) {
  for (; from < to; from++) {
    var unit = list.units[from];
    if (!unitMasks[unit]) this.units.push(unit);
    unitMasks[unit] |= 1 << at;
    unitPlaces[unit * 32 + at] = list.places[from];
  }
};

Look.prototype.cover = function (form, have) {
  if ((form.mask & have) === form.mask) return 1000;
  var sum = 0;
  for (var at = 0; at < form.own.length; at++) if (have & 1 << form.own[at]) sum += this.terms[form.own[at]].weight;
  return div(sum * 1000, form.weight);
};

/** Whether the places of the terms fit one phrase; where a term repeats, any place fits. */
function inARow(form, unit) {
  var start = -1;
  for (var of = 0; of < form.terms.length; of++) {
    var at = form.terms[of][0], place = unitMasks[unit] & 1 << at ? unitPlaces[unit * 32 + at] : 4;
    if (place > 3) continue;
    var here = (place + 4 - form.terms[of][1] % 4) % 4;
    if (start >= 0 && start !== here) return false;
    start = here;
  }
  return true;
}

/**
 * Sets `seen.cover`, of a thousand, and `seen.whole` of a word in a title (no unit) or in a unit: 2 to the letter, 1 in
 * another form, 0 not.
 */
Look.prototype.see = function (word, have, unit, seen) {
  seen.cover = seen.whole = 0;
  for (var at = 0; at < word.forms.length; at++) {
    var form = word.forms[at], cover = div(this.cover(form, have) * form.alternative.weight, 1000);
    var whole = (have & form.mask) !== form.mask ? 0 : form.alternative.how === "literal" ? 2 : 1;
    if (whole && unit >= 0 && form.alternative.chained && !inARow(form, unit)) {
      whole = 0;
      cover = div(cover * 9, 10);
    }
    seen.cover = Math.max(seen.cover, cover);
    seen.whole = Math.max(seen.whole, whole);
  }
};

/** Of a thousand: how much of a word is in the text, weighed by how much the terms count in it. */
Look.prototype.inText = function (word) {
  var best = 0;
  for (var of = 0; of < word.forms.length; of++) {
    var form = word.forms[of], sum = 0;
    for (var at = 0; at < form.own.length; at++) sum += this.terms[form.own[at]].weight * this.impacts[form.own[at]];
    best = Math.max(best, div(div(sum * 10, form.weight) * form.alternative.weight, 1000));
  }
  return best;
};

/** The score of the document for one reading. */
Look.prototype.reading = function (words, isTyped) {
  var isCited = false, sum = 0, ofTitle = 0, text = 0, cover = 0, unit = 0, best = 2, whole = [], titles = [], seen = {}, have, at;
  for (at = 0; at < words.length; at++) {
    var word = words[at];
    this.see(word, this.title, -1, seen);
    titles.push({ cover: seen.cover, whole: seen.whole });
    best = Math.min(best, seen.whole);
    sum += word.weight;
    ofTitle += seen.cover * word.weight;
    text += this.inText(word) * word.weight;
  }
  ofTitle = div(ofTitle, sum);
  text = div(text, sum);
  var inTitle = best > 0;
  for (var of = 0; of < this.units.length; of++) {
    var number = this.units[of], here = 0, how = 2, isAnyWhole = false;
    have = unitMasks[number] | this.loose;
    for (at = 0; at < words.length; at++) {
      this.see(words[at], have, number, seen);
      here += Math.max(seen.cover, div(titles[at].cover * 4, 5)) * words[at].weight;
      how = Math.min(how, Math.max(seen.whole, titles[at].whole));
      isAnyWhole = isAnyWhole || seen.whole > 0;
    }
    here = div(here, sum) + this.repeats(number);
    for (at = 0; at < words.length; at++) if (isOwn(words[at], unitMasks[number])) here += OWN_LABEL;
    if (how && isAnyWhole) {
      whole.push([here, number]);
      best = Math.max(best, how);
      isCited = isCited || words.length > 1 && this.isCited(words, titles, unitMasks[number]);
    }
    if (here > cover) {
      cover = here;
      unit = number;
    }
  }
  whole.sort(function (a, b) { return b[0] - a[0] || a[1] - b[1]; });
  if (whole.length) unit = whole[0][1];
  var points = this.points(words, ofTitle, inTitle || isCited, cover, text);
  return {
    document: this.document, level: best && !isTyped ? MEANT : best ? best + 1 : 0, isNamed: best > 0 && (this.isNamed || isCited),
    score: points, cover: Math.max(cover, ofTitle), unit: unit, wholeUnits: whole.map(function (pair) { return pair[1]; }),
  };
};

/** A little for terms that stand in a unit more than once: what it is about. */
Look.prototype.repeats = function (unit) {
  for (var at = 0, sum = 0, repeated = 0; at < this.terms.length; at++) {
    if (!(unitMasks[unit] & 1 << at)) continue;
    sum += this.terms[at].weight;
    if (unitPlaces[unit * 32 + at] === 4) repeated += this.terms[at].weight;
  }
  return div(repeated * 50, Math.max(sum, 1));
};

/** Whether a unit, by its terms, has the label that a word asks for. */
function isOwn(word, mask) {
  return word.forms.some(function (form) { return form.alternative.terms[0][0][0] === "#" && (mask & form.mask) === form.mask; });
}

/** Whether a unit is the article that is asked for, of the document that is named. */
Look.prototype.isCited = function (words, titles, mask) {
  var labels = 0;
  return words.every(function (word, at) {
    var own = isOwn(word, mask);
    if (own) labels++;
    return own || titles[at].whole > 0;
  }) && labels > 0;
};

function ones(mask) {
  for (var count = 0; mask; count++) mask &= mask - 1;
  return count;
}

/** Adds up the points; `isNamed` says whether the document is the very one that is named. */
Look.prototype.points = function (words, ofTitle, inTitle, cover, text) {
  var ofForms = 0, isNumber = false, title = this.title, self = this;
  words.forEach(function (word) {
    var most = 0, mask = 0;
    word.forms.forEach(function (form) {
      var points = self.cover(form, title) * form.alternative.weight;
      if (points > most) {
        most = points;
        mask = form.mask;
      }
      isNumber = isNumber || (title & form.mask) === form.mask && form.alternative.terms[0][0].slice(0, 2) === "=N";
    });
    ofForms |= mask;
  });
  var tight = Math.min(div(ones(title & ofForms) * 1000, Math.max(this.titleLength, 1)), 1000);
  var isExact = inTitle && tight >= 1000 && this.titleLength < 31;
  this.isNamed = isExact || isNumber;
  return ofTitle * 2 + div(ofTitle * tight, 1000) * 3 + isExact * 3000 + isNumber * 6000 +
    div(div(cover * cover, 1000) * cover, 1000) * 4 + text * 2;
};

/** Documents as numbers that sort natively: points before, the document in the lower places. */
var PLACE = 0x1000000;

/** Which documents are looked at closely: all that may be strict, and the best of the rest; newest first. */
function candidatesOf(terms, asked, index) {
  var count = index.head.count, open = bitsOf(terms, isOpen), points = new Int32Array(count), masks = new Int32Array(count);
  terms.forEach(function (term, at) {
    var list = listOfTerm(term), titles = term.record.titles, of;
    for (of = 0; of < list.documents.length; of++) {
      if (list.documents[of] >= count) continue;
      masks[list.documents[of]] |= 1 << at;
      points[list.documents[of]] += div(term.weight * IMPACT[list.impacts[of] & 3], 100);
    }
    for (of = 0; of < titles.length; of++) {
      if (titles[of] >= count) continue;
      masks[titles[of]] |= 1 << at;
      points[titles[of]] += 2 * term.weight;
    }
  });
  function mayBeStrict(have) {
    return asked.some(function (words) {
      return words.length && words.every(function (word) {
        return word.forms.some(function (form) { return (have & form.mask) === form.mask; });
      });
    });
  }
  var candidates = [], rest = [];
  for (var document = 0; document < count; document++) {
    if (!masks[document] || !index.admits(document)) continue;
    if (mayBeStrict(masks[document] | open)) candidates.push(document);
    else rest.push(points[document] * PLACE + document);
  }
  rest = Float64Array.from(rest).sort().slice(-NEAR_MAX);
  return Int32Array.from(candidates.concat(Array.from(rest, function (one) { return one % PLACE; }))).sort().reverse();
}

/**
 * Ranks the documents that answer one of the readings. `index.admits(document)` is the filter, `index.standing`
 * gives the points for kind and state. `work` keeps what is done, where a long list is looked at in several turns.
 */
function rank(readings, index, work) {
  if (!work.terms) {
    var terms = termsOf(readings, index);
    index.settle();
    work.asked = readings.map(function (reading) { return askedOf(reading, terms); });
    fetchWhole(work.asked, terms, index);
    work.candidates = candidatesOf(terms, work.asked, index);
    work.look = new Look(terms);
    work.terms = terms;
    work.found = [];
    work.at = 0;
  }
  for (; work.at < work.candidates.length; work.at++) {
    // Once for each place, so that every turn gets on.
    if (work.at % 512 === 511 && work.rested !== work.at) {
      work.rested = work.at;
      index.breathe(work.look);
    }
    var best = bestOf(work.look, work.candidates[work.at], work.asked, index);
    if (best) work.found.push(best);
  }
  work.look.clear();
  var found = inOrder(work.found);
  if (!found.some(isWhole)) found = found.filter(function (one) { return one.cover >= COVER_MIN; });
  // Single characters and first parts of lists tell documents, not units.
  var isTold = work.terms.length < 2 || work.terms.every(function (term) {
    return !listOfTerm(term).documents.length || listOfTerm(term).starts;
  });
  return { found: found, exact: isTold && !work.terms.some(isOpen), terms: work.terms };
}

/** The best reading of a document. */
function bestOf(look, document, asked, index) {
  var best = null;
  look.take(document);
  for (var at = 0; at < asked.length; at++) {
    if (!asked[at].length) continue;
    var one = look.reading(asked[at], !at);
    one.score = Math.max(one.score + index.standing(document), 0) + div(document * 60, Math.max(index.head.count, 1));
    if (!best || one.level > best.level || one.level === best.level && one.score > best.score) best = one;
  }
  return best;
}

/** By rank, score and document, the greatest first. */
function inOrder(found) {
  var by = {}, keys = new Float64Array(found.length);
  found.forEach(function (one, at) {
    by[one.document] = one;
    keys[at] = (rankOf(one) * 0x400000 + one.score) * PLACE + one.document;
  });
  return Array.from(keys.sort().reverse(), function (key) { return by[key % PLACE]; });
}

/* What is shown: src/search/read/show.rs */

var SNIPPET_MAX = 110, LEAP_MAX = 5;

/** A part of the text of a document with what is needed to look into it. */
function Fragment(data) {
  this.data = data;
  this.map = mapOf(data.z);
  var names = [data.t, data.m].concat(data.x), self = this;
  this.names = names.map(function (name) { return textOf(fold(name, self.map).chars); });
  this.units = data.c.map(function (unit, at) {
    return { number: Math.min(data.o + at, 0xffff), anchor: unit[0], label: unit[1], text: unit[2], folded: null };
  });
}

/** A unit with its folded text, made when it is first needed. */
Fragment.prototype.opened = function (unit) {
  if (!unit.folded) {
    unit.folded = fold(unit.text, this.map);
    unit.foldedText = textOf(unit.folded.chars);
    unit.foldedLabel = textOf(fold(unit.label, this.map).chars);
  }
  return unit;
};

/** Whether a name has both characters of a pair, the second a few places behind the first. */
function leaps(name, pair) {
  var chars = Array.from(name);
  pair = Array.from(pair);
  return chars.some(function (c, at) { return c === pair[0] && chars.slice(at + 1, at + 1 + LEAP_MAX).indexOf(pair[1]) >= 0; });
}

/**
 * Whether one of the texts has a form. A term without text is proved by the numbers of the text. Without a label,
 * the texts are names.
 */
function has(form, texts, label) {
  if (form.texts.length) {
    return form.texts.every(function (wanted) { return texts.some(function (text) { return text.indexOf(wanted) >= 0; }); });
  }
  return form.terms.every(function (pair) {
    if (pair[0][0] === "^") return label === undefined && texts.some(function (text) { return leaps(text, pair[0].slice(1)); });
    var isLabel = pair[0][0] === "#", wanted = isLabel ? "=" + pair[0].slice(1) : pair[0], isThere = false;
    (isLabel ? [label || ""] : texts).forEach(function (text) {
      normalised(codes(text), function (term) { isThere = isThere || term === wanted; });
    });
    return isThere;
  });
}

/** Whether a unit (or none), with the title, has every word of a reading; `literal` admits the words as typed alone. */
Fragment.prototype.isWhole = function (unit, reading, literal) {
  var names = this.names;
  if (unit) this.opened(unit);
  function formsOf(word) { return literal ? word.alternatives.slice(0, 1) : word.alternatives; }
  function inUnit(word) {
    return unit && formsOf(word).some(function (form) {
      return has(form, [unit.foldedText, unit.foldedLabel], unit.foldedLabel);
    });
  }
  function inNames(word) {
    return formsOf(word).some(function (form) { return names.some(function (name) { return has(form, [name]); }); });
  }
  return reading.every(function (word) { return inUnit(word) || inNames(word); }) && (!unit || reading.some(inUnit));
};

function allPlaces(chars, text, wanted, found) {
  if (!wanted || text.indexOf(wanted) < 0) return;
  wanted = codes(wanted);
  for (var at = 0; at + wanted.length <= chars.length; at++) {
    var of = 0;
    while (of < wanted.length && chars[at + of] === wanted[of]) of++;
    // A word of letters is not marked inside another.
    if (of === wanted.length && !(isWord(wanted[0]) && at > 0 && isWord(chars[at - 1]))) found.push([at, at + of]);
  }
}

function numberPlaces(chars, form, found) {
  form.terms.forEach(function (pair) {
    var wanted = pair[0].replace("#", "=");
    normalised(chars, function (term, at) {
      if (term !== wanted) return;
      var to = at;
      while (isAny(chars[to], "0123456789,.%-¥零〇一二三四五六七八九十百千万亿元年月日岁周条章款项两号")) to++;
      found.push([at, Math.max(to, at + 1)]);
    });
  });
}

/** Places of the words in a folded text, merged: whole phrases, else their terms. */
function marksOf(folded, text, reading) {
  var found = [], merged = [], chars = folded.chars;
  reading.forEach(function (word) {
    var before = found.length;
    word.alternatives.forEach(function (form) {
      form.texts.forEach(function (wanted) { allPlaces(chars, text, wanted, found); });
      if (!form.texts.length && form.how === "number") numberPlaces(chars, form, found);
    });
    if (found.length > before) return;
    word.alternatives.forEach(function (form) {
      form.terms.forEach(function (pair) {
        var own = codes(pair[0]);
        if (own.length > 1 && own.every(isMeaning)) allPlaces(chars, text, pair[0], found);
      });
    });
  });
  found.sort(function (a, b) { return a[0] - b[0] || a[1] - b[1]; });
  found.forEach(function (mark) {
    var last = merged[merged.length - 1];
    if (last && mark[0] <= last[1]) last[1] = Math.max(last[1], mark[1]);
    else merged.push(mark);
  });
  return merged;
}

function isEnd(c) { return c === 0x3002 || c === 33 || c === 63 || c === 59; }

/** From where to where a snippet goes, in folded characters: the sentence with the most marks and what follows. */
function windowOf(chars, marks) {
  var sentences = [], start = 0, best = 0, most = -1;
  function marked(from, to) {
    return marks.reduce(function (sum, mark) { return mark[0] >= from && mark[1] <= to ? sum + mark[1] - mark[0] : sum; }, 0);
  }
  for (var at = 0; at < chars.length; at++) {
    if (!isEnd(chars[at]) && at + 1 < chars.length) continue;
    var points = marked(start, at + 1);
    if (points > most) {
      most = points;
      best = sentences.length;
    }
    sentences.push([start, at + 1]);
    start = at + 1;
  }
  var from = sentences[best][0], to = sentences[best][1];
  if (to - from > SNIPPET_MAX) {
    var mark = marks.find(function (mark) { return mark[0] >= from && mark[0] < to; });
    var first = mark ? mark[0] : from;
    if (first - from >= SNIPPET_MAX / 2) from = first - 20;
    to = Math.min(to, from + SNIPPET_MAX);
    // Not inside a word.
    while (from < first && from > 0 && isWord(chars[from]) && isWord(chars[from - 1])) from++;
    while (to > from + 1 && to < chars.length && isWord(chars[to]) && isWord(chars[to - 1])) to--;
    return [from, to];
  }
  for (at = best + 1; at < sentences.length && sentences[at][1] - from <= SNIPPET_MAX; at++) to = sentences[at][1];
  return [from, to];
}

/** The text of a snippet and its marks in UTF-16 units. */
function snippet(unit, marks) {
  var folded = unit.folded, chars = folded.chars;
  if (!chars.length) return { text: "", marks: [] };
  var ends = windowOf(chars, marks), from = ends[0], to = ends[1];
  var before = from > 0 && !isEnd(chars[from - 1]), after = to < chars.length && !isEnd(chars[to - 1]);
  while (from + 1 < to && isAny(chars[from], "\n 、,;:.")) from++;
  while (to > from + 1 && (chars[to - 1] === 10 || chars[to - 1] === SPACE)) to--;
  var start = folded.from[from], shift = before ? 1 : 0;
  var text = unit.text.slice(start, folded.to[to - 1]).replace(/\n/g, " ");
  return {
    text: (before ? "…" : "") + text + (after ? "…" : ""),
    marks: marks.filter(function (mark) { return mark[0] >= from && mark[1] <= to; }).map(function (mark) {
      return [folded.from[mark[0]] - start + shift, folded.to[mark[1] - 1] - start + shift];
    }),
  };
}

/* Help: src/search/read/assist.rs */

var SYNONYMS_MAX = 6, BEAM = 12, BREAK = -8, AS_TYPED = 12;

function tell(did, what, from, to) {
  var isKnown = did.some(function (one) { return one.what === what && one.from === from && one.to === to; });
  if (!isKnown) did.push({ what: what, from: from, to: to });
}

/** Adds forms with synonyms in place of what was typed. */
function addSynonyms(reading, synonyms, did) {
  reading.forEach(function (word) {
    var text = word.text, added = [];
    var all = synonyms.map(function (row) {
      return row[1].reduce(function (found, term) {
        return text.indexOf(term) >= 0 && utf8Length(term) >= utf8Length(found) ? term : found;
      }, "");
    });
    synonyms.forEach(function (row, at) {
      var found = all[at], told = [];
      // 房补 in 购房补贴 is not the word 房补.
      if (!found || all.some(function (other) { return other !== found && other.indexOf(found) >= 0; })) return;
      row[1].forEach(function (other) {
        if (other === found || text.indexOf(other) >= 0) return;
        var at = text.indexOf(found), replaced = text.slice(0, at) + other + text.slice(at + found.length);
        if (added.length >= SYNONYMS_MAX || added.indexOf(replaced) >= 0) return;
        word.alternatives.push(phrase(codes(replaced), row[0] ? 980 : 800, "synonym"));
        added.push(replaced);
        told.push(other);
      });
      if (told.length) tell(did, "synonym", found, told.join("、"));
    });
  });
}

function utf8Length(text) { return unescape(encodeURIComponent(text)).length; }

/** Initials of pinyin, each with the ends that make a syllable of it: `all_syllables` of src/search/table/pinyin.rs. */
var SYLLABLES = {};
(":a,ai,an,ang,ao,e,ei,en,er,o,ou b:a,ai,an,ang,ao,ei,en,eng,i,ian,iao,ie,in,ing,o,u " +
  "c:a,ai,an,ang,ao,e,en,eng,i,ong,ou,u,uan,ui,un,uo " +
  "ch:a,ai,an,ang,ao,e,en,eng,i,ong,ou,u,uai,uan,uang,ui,un,uo " +
  "d:a,ai,an,ang,ao,e,ei,eng,i,ia,ian,iao,ie,ing,iu,ong,ou,u,uan,ui,un,uo f:a,an,ang,ei,en,eng,o,ou,u " +
  "g:a,ai,an,ang,ao,e,ei,en,eng,ong,ou,u,ua,uai,uan,uang,ui,un,uo " +
  "h:a,ai,an,ang,ao,e,ei,en,eng,ong,ou,u,ua,uai,uan,uang,ui,un,uo " +
  "j:i,ia,ian,iang,iao,ie,in,ing,iong,iu,u,uan,ue,un " +
  "k:a,ai,an,ang,ao,e,ei,en,eng,ong,ou,u,ua,uai,uan,uang,ui,un,uo " +
  "l:a,ai,an,ang,ao,e,ei,en,eng,i,ia,ian,iang,iao,ie,in,ing,iu,o,ong,ou,u,uan,un,uo,v,ve " +
  "m:a,ai,an,ang,ao,e,ei,en,eng,i,ian,iao,ie,in,ing,iu,o,ou,u " +
  "n:a,ai,an,ang,ao,e,ei,en,eng,i,ian,iang,iao,ie,in,ing,iu,ong,ou,u,uan,uo,v,ve " +
  "p:a,ai,an,ang,ao,ei,en,eng,i,ian,iao,ie,in,ing,o,ou,u q:i,ia,ian,iang,iao,ie,in,ing,iong,iu,u,uan,ue,un " +
  "r:an,ang,ao,e,en,eng,i,ong,ou,u,uan,ui,un,uo s:a,ai,an,ang,ao,e,en,eng,i,ong,ou,u,uan,ui,un,uo " +
  "sh:a,ai,an,ang,ao,e,ei,en,eng,i,ou,u,ua,uai,uan,uang,ui,un,uo " +
  "t:a,ai,an,ang,ao,e,ei,eng,i,ian,iao,ie,ing,ong,ou,u,uan,ui,un,uo w:a,ai,an,ang,ei,en,eng,o,u " +
  "x:i,ia,ian,iang,iao,ie,in,ing,iong,iu,u,uan,ue,un y:a,an,ang,ao,e,i,in,ing,o,ong,ou,u,uan,ue,un " +
  "z:a,ai,an,ang,ao,e,ei,en,eng,i,ong,ou,u,uan,ui,un,uo " +
  "zh:a,ai,an,ang,ao,e,ei,en,eng,i,ong,ou,u,ua,uai,uan,uang,ui,un,uo").split(" ").forEach(function (row) {
  row.slice(row.indexOf(":") + 1).split(",").forEach(function (end) { SYLLABLES[row.slice(0, row.indexOf(":")) + end] = true; });
});

/** Sequences of syllables that letters may be, fewest first, two at most. */
function syllablesOf(letters) {
  var ways = [[[]]];
  for (var end = 1; end <= letters.length; end++) {
    var here = [];
    for (var start = Math.max(end - 6, 0); start < end; start++) {
      var part = letters.slice(start, end);
      if (SYLLABLES[part] === true) ways[start].forEach(function (way) { here.push(way.concat(part)); });
    }
    ways.push(sorted(here, function (a, b) { return a.length - b.length; }).slice(0, 2));
  }
  return ways[letters.length];
}

/** Keys of pairs, two neighbours each. */
function keysOf(parts, sign, between) {
  return parts.slice(1).map(function (part, at) { return sign + parts[at] + between + part; });
}

/** Keys in which pinyin is looked up, for each way to read it. */
function pinyinKeys(letters) {
  return syllablesOf(letters).filter(function (way) { return way.length > 1; }).map(function (way) { return keysOf(way, "'", " "); });
}

function initialKeys(letters) { return letters.length > 12 ? [] : keysOf(letters.split(""), '"', ""); }

function typoKeys(letters) { return letters.length < 3 ? [] : ["?" + letters.slice(0, 2), "?*" + letters.slice(-2)]; }

function isLatin(word) { return /^[a-z]{2,40}$/.test(word.text); }

function none() { return 0; }

/**
 * The characters that keys of pairs may be, best first: points and text. Pairs share a character; where they may
 * break, a space stands between.
 */
function decode(index, keys, bonus) {
  var beam = [];
  keys.forEach(function (key, at) {
    var next = [], dictionary = Array.from(index.term(key).dictionary);
    for (var of = 0; of + 2 < dictionary.length; of += 3) {
      var first = dictionary[of], second = dictionary[of + 1], weight = parseInt(dictionary[of + 2], 36);
      if (isNaN(weight)) continue;
      var gain = weight + bonus(at + 1, second);
      if (!at) next.push([gain + bonus(0, first), first + second, false]);
      beam.forEach(function (state) {
        if (state[2]) next.push([state[0] + gain + bonus(at, first) + BREAK, state[1] + " " + first + second, false]);
        else if (state[1].endsWith(first)) next.push([state[0] + gain, state[1] + second, false]);
      });
    }
    // The pair between two words is skipped: the next pair begins with this syllable.
    if (key[0] === "'" && at) beam.forEach(function (state) { if (!state[2]) next.push([state[0], state[1], true]); });
    beam = next.sort(function (a, b) { return byPoints(a, b) || a[2] - b[2]; }).slice(0, BEAM);
  });
  return beam.filter(function (state) { return !state[2]; });
}

/** A form of phrases that need not stand beside each other, divided by spaces. */
function spaced(text, weight, how) {
  return text.split(" ").map(function (part) { return phrase(codes(part), weight, how); }).reduce(function (whole, part) {
    return { terms: whole.terms.concat(part.terms), chained: false, weight: weight, texts: whole.texts.concat(part.texts), how: how };
  });
}

function addDecoded(found, max, how, word, did) {
  found = found.sort(byPoints).filter(function (one, at) { return !at || one[1] !== found[at - 1][1]; }).slice(0, max);
  found.forEach(function (one, at) { word.alternatives.push(spaced(one[1], 950 - 50 * at, how)); });
  var told = found.map(function (one) { return one[1].replace(/ /g, ""); });
  told = told.filter(function (one, at) { return one !== told[at - 1]; });
  if (found.length) tell(did, how, word.text, told.join("、"));
  return found.length > 0;
}

/** Whether one letter more, less, other, or two letters exchanged make one word of the other. */
function isOneEdit(a, b) {
  var same = 0;
  while (same < a.length && a[same] === b[same]) same++;
  a = a.slice(same);
  b = b.slice(same);
  if (a.length === b.length) {
    return a.length > 0 && (a.slice(1) === b.slice(1) || a.length > 1 && a[0] === b[1] && a[1] === b[0] && a.slice(2) === b.slice(2));
  }
  return a.length === b.length + 1 ? a.slice(1) === b : a.length + 1 === b.length && a === b.slice(1);
}

function addTypos(index, word, did) {
  var text = word.text, found = [];
  typoKeys(text).forEach(function (key) {
    index.term(key).dictionary.split(" ").forEach(function (other) {
      var isNear = other.length > text.length && other.startsWith(text) || text.length > 3 && isOneEdit(text, other);
      if (isNear && found.length < 3 && found.indexOf(other) < 0) found.push(other);
    });
  });
  found.forEach(function (other) { word.alternatives.push(phrase(codes(other), 850, "typo")); });
  if (found.length) tell(did, "typo", text, found.join("、"));
}

/** Reads Latin words that stand nowhere as pinyin, as initials of titles, or as words with one mistake. */
function addLatin(index, reading, did) {
  var wanted = reading.filter(function (word) { return isLatin(word) && !isSomewhere(index.term(word.text)); });
  function ask(keys) { keys.forEach(function (key) { index.term(key); }); }
  wanted.forEach(function (word) { pinyinKeys(word.text).forEach(ask); });
  index.settle();
  wanted.filter(function (word) {
    var found = [];
    pinyinKeys(word.text).forEach(function (keys) { found = found.concat(decode(index, keys, none)); });
    return !addDecoded(found, 2, "pinyin", word, did);
  }).map(function (word) {
    ask(initialKeys(word.text).concat(typoKeys(word.text)));
    return word;
  }).forEach(function (word) {
    index.settle();
    if (!addDecoded(decode(index, initialKeys(word.text), none), 3, "initials", word, did)) addTypos(index, word, did);
  });
  return wanted.length > 0;
}

/**
 * Reads short names of titles: the characters in their order, each leaping a few. A character that stands in no title
 * with either neighbour is left out.
 */
function addShortened(index, reading, every) {
  function stands(a, b) { return index.term("^" + a + b).titles.length > 0; }
  reading.map(function (word) {
    var chars = Array.from(word.text), kept = [];
    var isName = /(法|条例|办法|规定|意见|通知|措施|解释)$/.test(word.text);
    if (chars.length < 3 || chars.length > 9 || !codes(word.text).every(isHan) || !every && !isName) return null;
    chars.forEach(function (c, at) {
      var last = kept[kept.length - 1], next = chars[at + 1];
      var isBehind = last === undefined || stands(last, c), isBefore = next === undefined || stands(c, next);
      if (isBehind && isBefore || last !== undefined && next !== undefined && !stands(last, next)) kept.push(c);
    });
    return { word: word, kept: kept, isFew: kept.length < 3 || kept.length + 1 < chars.length };
  }).forEach(function (one) {
    index.settle();
    if (!one || one.isFew) return;
    var terms = keysOf(one.kept, "^", "");
    if (!terms.every(function (term) { return index.term(term).titles.length; })) return;
    one.word.alternatives.push({
      terms: terms.map(function (term) { return [term, 0]; }), chained: false, weight: 850, texts: [], how: "short",
    });
  });
}

/** Adds to each word of Han characters what sounds like it and stands in the texts. */
function addHomophones(index, reading, syllables, did) {
  var isAnyAdded = false;
  var asked = reading.map(function (word) {
    var typed = Array.from(word.text);
    var spoken = typed.map(function (c) { return isHan(c.codePointAt(0)) && syllables[c]; });
    if (typed.length < 2 || typed.length > 16 || !spoken.every(Boolean)) return null;
    var keys = keysOf(spoken, "'", " ");
    keys.forEach(function (key) { index.term(key); });
    return { word: word, typed: typed, keys: keys };
  }).filter(Boolean);
  index.settle();
  asked.forEach(function (one) {
    function bonus(at, c) { return one.typed[at] === c ? AS_TYPED : 0; }
    var best = decode(index, one.keys, bonus)[0];
    var text = best && best[1].replace(/ /g, "");
    if (!best || text === one.word.text) return;
    one.word.alternatives.push(spaced(best[1], 900, "homophone"));
    tell(did, "homophone", one.word.text, text);
    isAnyAdded = true;
  });
  return isAnyAdded;
}

/* The answer: src/search/read/mod.rs */

var FORMAT = 1, CLAUSES_MAX = 3, ALSO_MAX = 12, SINGLE_PARTS = 3, SHORT_UNIT = 16, SYNONYMS_BELOW = 30;
var KIND_POINTS = { benefit: 120, guide: 100, call: 100, policy: 90, journey: 80, programme: 80, platform: 60, faq: 60,
  platform_type: 60, department: 60, interpretation: 30, notice: 10, event: 10, news: 0 };
var STATE_POINTS = { good: 200, soon: 100, ended: -1500 };

function isSomewhere(record) { return record.count > 0 || record.titles.length > 0; }

function isCore(name) { return name === "kind" || name === "state"; }

function isWhole(one) { return one.level > 0; }

/**
 * One answer in the making. What it needs and is not there yet is noted; `settle` ends the attempt until it came,
 * and everything begins again. So it reads like a program that waits.
 * @param {Object} store
 * @param {string} text
 * @param {Object} options
 */
function Index(store, text, options) {
  this.store = store;
  this.text = text;
  this.options = options;
  this.filters = options.filters || {};
  /** Paths that did not come, by path. */
  this.failed = {};
  this.wanted = [];
  this.kept = {};
}

/** What is thrown where something has to come first; and how many milliseconds the work may take at a time. */
var LATER = {}, TURN = 25;

Index.prototype.get = function (path) {
  if (this.failed[path]) return null;
  var value = this.store.get(path, this);
  if (value === undefined) this.wanted.push(path);
  return value || null;
};

Index.prototype.settle = function () { if (this.wanted.length) throw LATER; };

/** Ends the attempt for a moment after a while of work, so that the page can do something else. */
Index.prototype.breathe = function (look) {
  if (Date.now() - this.begun < TURN) return;
  look.clear();
  this.isPaused = true;
  throw LATER;
};

/** A step that is done once, however often everything begins again. */
Index.prototype.once = function (key, make) {
  if (!(key in this.kept)) this.kept[key] = make();
  return this.kept[key];
};

Index.prototype.term = function (key) {
  var path = shardName(key, this.head.bits), shard = this.get(path);
  try {
    return shard && shard.term(key) || NOTHING;
  } catch (fault) {
    this.failed[path] = true;
    return NOTHING;
  }
};

Index.prototype.long = function (key) { return this.get(longName(key)); };

/** The position of the pair of kind and state of a document. */
Index.prototype.place = function (document) {
  var file = this.states[Math.floor(document / this.head.states_per_file)];
  var code = file ? file.charCodeAt(document % this.head.states_per_file) || 35 : 35;
  return code < 92 ? code - 35 : code < 127 ? code - 36 : code - 0x100;
};

/** Kind and class of state of a document. */
Index.prototype.pair = function (document) {
  var pair = this.head.pairs[this.place(document)] || [0, 0];
  return [(this.head.kinds[pair[0]] || [""])[0], (this.head.states[pair[1]] || ["", "", ""])[2]];
};

Index.prototype.standing = function (document) {
  var pair = this.pair(document);
  var kind = pair[0] === "faq" && this.isQuestion ? 300 : pair[0] in KIND_POINTS ? KIND_POINTS[pair[0]] : 20;
  return kind + (pair[1] in STATE_POINTS ? STATE_POINTS[pair[1]] : 120);
};

Index.prototype.column = function (name) {
  var isThere = this.head.facets.some(function (facet) { return facet[0] === name; });
  return isThere && this.get("c/" + name) || [];
};

/** Sets the documents that each filter but kind and state leaves in. */
Index.prototype.filter = function (without) {
  var self = this, filters = this.filters, count = this.head.count;
  var sets = Object.keys(filters).filter(function (name) {
    return !isCore(name) && name !== without && filters[name].length;
  }).map(function (name) {
    var set = new Uint8Array(count);
    self.column(name).forEach(function (value) {
      if (filters[name].indexOf(value.code) >= 0) value.documents.forEach(function (document) { set[document] = 1; });
    });
    return set;
  });
  this.admits = function (document) { return sets.every(function (set) { return set[document]; }); };
};

/** The characters of GB 2312; the browser knows them. */
var plainCharacters = "";

/** Whether a character is one of everyday simplified text and has no simplified form: src/search/table/traditional.rs. */
function isPlain(c) {
  if (!plainCharacters) {
    var bytes = [];
    for (var row = 0xb0; row < 0xf8; row++) for (var cell = 0xa1; cell < 0xff; cell++) bytes.push(row, cell);
    plainCharacters = " ";
    try {
      plainCharacters = new TextDecoder("gbk").decode(Uint8Array.from(bytes)).replace(/[乾後徵於甯菸麴麽]/g, "");
    } catch (fault) { /* Without the encoding the table is loaded. */ }
  }
  return plainCharacters.indexOf(String.fromCodePoint(c)) >= 0;
}

/** The meaning with simplified characters, where a typed pair stands nowhere and they differ. */
Index.prototype.simplified = function (typed, did) {
  var self = this, isAbsent = false;
  // Plain characters alone need no table.
  if (typed.typed.every(function (word) { return codes(word.text).every(function (c) { return !isHan(c) || isPlain(c); }); })) return typed;
  typed.typed.forEach(function (word) {
    word.alternatives[0].terms.forEach(function (pair) {
      var record = self.term(pair[0]);
      isAbsent = isAbsent || codes(pair[0]).some(isHan) && !isSomewhere(record);
    });
  });
  this.settle();
  var map = isAbsent && this.get("trad");
  this.settle();
  if (!map) return typed;
  var mapped = meaningOf(this.text, map);
  function words(meaning) { return meaning.typed.map(function (word) { return word.text; }).join(" "); }
  if (JSON.stringify(mapped) === JSON.stringify(typed)) return typed;
  tell(did, "traditional", words(typed), words(mapped));
  return mapped;
};

/** Asks for everything that is known to be needed, so that it comes at once. */
Index.prototype.foresee = function (meaning) {
  var self = this, count = this.head.count;
  [meaning.typed, meaning.meant].forEach(function (reading) {
    termsOf([reading], self);
    reading.filter(isLatin).forEach(function (word) {
      pinyinKeys(word.text).forEach(function (keys) { keys.forEach(function (key) { self.term(key); }); });
    });
  });
  this.states = [];
  for (var at = 0; at * this.head.states_per_file < count; at++) this.states.push(this.get("c/core-" + at));
  this.filter();
  if (this.sortColumn()) this.get("c/" + this.sortColumn());
};

Index.prototype.sortColumn = function () {
  var name = { deadline: "deadline", amount: "yuan" }[this.options.sort];
  return this.head.sorts.indexOf(name) >= 0 ? name : "";
};

Index.prototype.rank = function (meaning, key) {
  var self = this;
  var work = this.once("work " + key, function () { return {}; });
  return this.once(key, function () { return rank(meaning.meant.length ? [meaning.asks ? [] : meaning.typed, meaning.meant] : [meaning.typed], self, work); });
};

function copied(meaning) { return JSON.parse(JSON.stringify(meaning)); }

/** Ranks as typed, then with synonyms and what Latin words may mean, then with what sounds alike. */
Index.prototype.rankWithHelp = function (meaning, did) {
  var self = this, ranked = this.rank(meaning, "typed");
  if (this.options.literal) return [ranked, meaning];
  var strict = ranked.found.filter(isWhole).length;
  var before = JSON.stringify(meaning);
  [meaning.typed, meaning.meant].forEach(function (reading) {
    addLatin(self, reading, did);
    if (strict < SYNONYMS_BELOW && !self.options.titles) addSynonyms(reading, self.head.synonyms, did);
  });
  [meaning.typed, meaning.meant].forEach(function (reading) { addShortened(self, reading, !strict); });
  if (JSON.stringify(meaning) !== before) ranked = this.rank(meaning, "helped");
  if (ranked.found.some(isWhole) || this.options.titles) return [ranked, meaning];
  var syllables = this.get("pinyin"), helped = copied(meaning), tried = [];
  this.settle();
  var isAnyAdded = [helped.typed, helped.meant].filter(function (reading) {
    return addHomophones(self, reading, syllables || {}, tried);
  }).length;
  var again = isAnyAdded && this.rank(helped, "homophones");
  if (!again || !again.found.some(isWhole)) return [ranked, meaning];
  tried.forEach(function (one) { did.push(one); });
  return [again, helped];
};

/** How many files did not come. */
Index.prototype.missing = function () { return Object.keys(this.failed).length; };

Index.prototype.reset = function () {
  this.failed = {};
  this.kept = {};
  this.isStale = false;
};

Index.prototype.empty = function (error) {
  return { done: true, query: this.text, total: 0, exact: false, results: [], facets: {}, did: [], missing: 0, error: error };
};

/** The answer, or LATER is thrown. */
Index.prototype.answer = function () {
  var answer = this.empty(null);
  this.head = this.get("head");
  this.settle();
  if (!this.head || this.head.format !== FORMAT) return this.empty(this.head ? "version" : "head");
  var meaning = meaningOf(this.text, null);
  if (!meaning.typed.length) return answer;
  this.foresee(meaning);
  meaning = this.simplified(meaning, answer.did);
  this.isQuestion = meaning.asks;
  meaning.dropped.forEach(function (dropped) { tell(answer.did, "question", dropped, ""); });
  var ranked = this.rankWithHelp(meaning, answer.did);
  this.meaning = ranked[1];
  this.found = this.fill(answer, ranked[0], ranked[1]);
  answer.missing = this.missing();
  return answer;
};

/** Counts, narrows, sorts and shows. */
Index.prototype.fill = function (answer, ranked, meaning) {
  var self = this, documents = [], least = leastOf(ranked.found), hasWhole = ranked.found.some(isWhole), shownAs = {};
  function counted(one) { return rankOf(one) >= least; }
  function add(name, code) {
    var counts = answer.facets[name] || (answer.facets[name] = {});
    counts[code] = (counts[code] || 0) + 1;
  }
  var found = ranked.found.filter(function (one) {
    var pair = self.pair(one.document);
    return self.chosen("kind", pair[0]) && self.chosen("state", pair[1]);
  });
  if (this.options.sort && this.options.sort !== "relevance") found = this.sort(found.filter(counted));
  var shown = this.verified(found, meaning);
  least = leastOf(found);
  answer.total = found.filter(counted).length;
  answer.exact = ranked.exact && hasWhole && least > 0 && !meaning.edgeSigns && !this.isLowered;
  // Counts after the texts have been read: what they did not confirm is not counted.
  found.forEach(function (one) { shownAs[one.document] = one; });
  ranked.found.forEach(function (one) {
    var pair = self.pair(one.document), isKind = self.chosen("kind", pair[0]), isState = self.chosen("state", pair[1]);
    if (!counted(shownAs[one.document] || one)) return;
    if (isState) add("kind", pair[0]);
    if (isKind) add("state", pair[1]);
    if (isKind && isState) documents.push(one.document);
  });
  if (!hasWhole && found.length && ranked.terms.some(function (term) { return !isSomewhere(term.record); })) {
    tell(answer.did, "partial", "", "");
  }
  answer.results = shown.map(function (pair) { return self.result(pair[0], pair[1], meaning, least); });
  return { documents: documents, facets: answer.facets };
};

/** Whether a filter leaves a code in. */
Index.prototype.chosen = function (name, code) {
  var codes = this.filters[name];
  return !codes || !codes.length || codes.indexOf(code) >= 0;
};

/** Counts of facets over what a job found; a facet that narrows it is counted without itself. */
Index.prototype.counts = function (names, found, meaning) {
  var self = this;
  this.head = this.get("head");
  this.settle();
  this.foresee(meaning);
  names.forEach(function (name) { if (!isCore(name)) self.column(name); });
  this.settle();
  return names.map(function (name) {
    if (isCore(name)) return self.coreCounts(name, found.facets[name] || {});
    var facet = self.head.facets.find(function (facet) { return facet[0] === name; }) || [name, "", []];
    var labels = facet[2].slice(), has = new Uint8Array(self.head.count), counts = {};
    (self.chosen(name, "") ? found.documents : self.without(name, meaning)).forEach(function (document) { has[document] = 1; });
    self.column(name).forEach(function (value) {
      counts[value.code] = value.documents.reduce(function (sum, document) { return sum + (has[document] || 0); }, 0);
      if (!facet[2].length) labels.push([value.code, value.code]);
    });
    return { key: name, label: facet[1], values: self.valuesOf(name, labels, counts) };
  });
};

/** The documents that are found without one of the filters. */
Index.prototype.without = function (name, meaning) {
  this.filter(name);
  var ranked = this.rank(meaning, "without " + name), self = this, least = leastOf(ranked.found);
  return ranked.found.filter(function (one) {
    var pair = self.pair(one.document);
    return rankOf(one) >= least && self.chosen("kind", pair[0]) && self.chosen("state", pair[1]);
  }).map(function (one) { return one.document; });
};

Index.prototype.coreCounts = function (name, counts) {
  var labels = name === "kind" ? this.head.kinds : ["good", "soon", "neutral", "ended"].map(function (code) { return [code, ""]; });
  return { key: name, label: "", values: this.valuesOf(name, labels, counts) };
};

Index.prototype.valuesOf = function (name, labels, counts) {
  var chosen = this.filters[name] || [];
  return labels.map(function (label) { return { code: label[0], label: label[1], count: counts[label[0]] || 0 }; })
    .filter(function (value) { return value.count || chosen.indexOf(value.code) >= 0; });
};

Index.prototype.sort = function (found) {
  var sort = this.options.sort, name = this.sortColumn(), rows = name && this.get("c/" + name), self = this, values = {};
  (rows || []).forEach(function (row) { values[row[0]] = row[1]; });
  function newer(a, b) { return b.document - a.document; }
  if (sort === "amount") {
    return found.sort(function (a, b) {
      var of = [a, b].map(function (one) { return one.document in values ? values[one.document] : -1; });
      return of[1] - of[0] || newer(a, b);
    });
  }
  if (sort !== "deadline") return found.sort(newer);
  var keys = {};
  found.forEach(function (one) {
    var day = values[one.document] || "";
    keys[one.document] = (self.pair(one.document)[1] === "ended" || !day ? "1" : "0") + day;
  });
  return found.sort(function (a, b) {
    var of = [keys[a.document], keys[b.document]];
    return of[0] < of[1] ? -1 : of[0] > of[1] ? 1 : newer(a, b);
  });
};

Index.prototype.fragment = function (document, unit) {
  var part = Math.floor(unit / this.head.units);
  var fragment = this.get("f/" + (document >> 8) + "/" + (document & 255) + "-" + part);
  if (!fragment) return null;
  // Another numbering than that of the head: the index was made anew meanwhile.
  var pair = this.head.pairs[this.place(document)] || [0, 0];
  if (fragment.data.n !== document || fragment.data.k !== pair[0] || fragment.data.s !== pair[1]) this.isStale = true;
  return fragment.data.n === document ? fragment : null;
};

/**
 * What a page shows, with its texts. What the text does not confirm stands behind what it does; after too many that are
 * not confirmed, the rest is taken for less than it may be. Changes `found`.
 */
Index.prototype.verified = function (found, meaning) {
  var from = this.options.from || 0, size = this.options.size === undefined ? 10 : this.options.size, end = from + size;
  var fragments = {}, left = { files: size + 2 }, shown = [], at;
  this.isLowered = false;
  for (at = 0; at < found.length && at < end; at++) {
    if (found[at].level || at >= from) this.fragment(found[at].document, found[at].unit);
  }
  this.settle();
  for (at = 0; at < found.length && at < end; at++) {
    var one = found[at] = Object.assign({}, found[at]);
    if (!left.files) {
      // No more is read in vain: the rest does not count as found, unless only signs at its ends are in doubt.
      this.isLowered = true;
      one.level = Math.min(one.level, meaning.edgeSigns ? TYPED : 0);
    } else if (one.level && !fragments[one.document]) {
      fragments[one.document] = this.confirmed(one, meaning, left);
      if (fragments[one.document] || this.wanted.length) continue;
      found.splice(at, 1);
      this.isLowered = true;
      one.level = one.level === TO_THE_LETTER ? TYPED : one.level === TYPED && meaning.meant.length ? MEANT : 0;
      var to = at;
      while (to < found.length && (rankOf(found[to]) > rankOf(one) || rankOf(found[to]) === rankOf(one) && found[to].score > one.score)) to++;
      found.splice(to, 0, one);
      at--;
    }
  }
  this.settle();
  for (at = from; at < found.length && at < end; at++) {
    var fragment = fragments[found[at].document] || this.fragment(found[at].document, found[at].unit);
    if (fragment) shown.push([found[at], fragment]);
  }
  this.settle();
  return shown;
};

/**
 * The fragment in which a document is confirmed to be as whole as it is taken for; its best unit is set to one that is.
 * `left` counts the files that may still be read in vain.
 */
Index.prototype.confirmed = function (one, meaning, left) {
  var reading = readingOf(one, meaning), literal = one.level === TO_THE_LETTER && !one.isNamed, last = null;
  function isSingle(pair) { return isHan(pair[0].codePointAt(0)) && codes(pair[0]).length === 1; }
  function order(number) {
    var place = one.wholeUnits.indexOf(number);
    return place < 0 ? Infinity : place;
  }
  one.isTitled = false;
  // A heading or a field of two words says less than a clause.
  function isShort(number) { return fragment.opened(fragment.unit(number)).folded.chars.length < SHORT_UNIT ? 1 : 0; }
  // Of single characters the index knows the documents, not the units.
  var parts = this.partsOf(one, reading.every(function (word) { return word.alternatives[0].terms.every(isSingle); }));
  for (var at = 0; at < parts.length && left.files; at++) {
    if (last && parts[at] >= last.data.p) continue;
    var fragment = this.fragment(one.document, parts[at] * this.head.units);
    if (!fragment) return null;
    // What the title says is told best by what stands first.
    one.isTitled = fragment.isWhole(null, reading, literal);
    var whole = fragment.units.filter(function (unit) { return fragment.isWhole(unit, reading, literal); })
      .map(function (unit) { return unit.number; })
      .sort(function (a, b) { return isShort(a) - isShort(b) || (one.isTitled || order(a) === order(b) ? a - b : order(a) - order(b)); });
    if (whole.length) {
      one.unit = whole[0];
      one.wholeUnits = whole;
      return fragment;
    }
    if (one.isTitled) {
      one.wholeUnits = [];
      return fragment;
    }
    left.files--;
    last = fragment;
  }
  return reading.every(function (word) { return codes(word.text).length === 1; }) ? last : null;
};

/** The parts of a document in which the query may stand whole, best first. */
Index.prototype.partsOf = function (one, isOfSingles) {
  var parts = [], perPart = this.head.units;
  while (isOfSingles && parts.length < SINGLE_PARTS) parts.push(parts.length);
  if (!isOfSingles) {
    one.wholeUnits.concat(one.unit).forEach(function (unit) {
      var part = Math.floor(unit / perPart);
      if (parts.indexOf(part) < 0) parts.push(part);
    });
  }
  return parts;
};

/** The reading in which a document was found. */
function readingOf(one, meaning) { return one.level >= TYPED || !meaning.meant.length ? meaning.typed : meaning.meant; }

function withAnchor(route, anchor) { return !anchor || route.indexOf("#") >= 0 ? route : route + "#" + anchor; }

/** The units that are shown with their marks: confirmed ones first, then those with the most marks. */
function clausesOf(one, fragment, reading) {
  function length(marks) { return marks.reduce(function (sum, mark) { return sum + mark[1] - mark[0]; }, 0); }
  var rows = fragment.units.map(function (unit) {
    var marks = marksOf(fragment.opened(unit).folded, unit.foldedText, reading), place = one.wholeUnits.indexOf(unit.number);
    var isBehind = unit.number !== one.unit || !one.level && !marks.length;
    return { unit: unit, marks: marks, place: place, key: [isBehind ? 1 : 0, place < 0 ? Infinity : place, -length(marks), unit.number] };
  }).filter(function (row) { return row.place >= 0 || row.marks.length && !(one.level && one.wholeUnits.length); });
  rows.sort(function (a, b) {
    for (var at = 0; at < 4; at++) if (a.key[at] !== b.key[at]) return a.key[at] < b.key[at] ? -1 : 1;
    return 0;
  });
  var top = fragment.units[0];
  if (one.isTitled && top && top.number === 0 && fragment.opened(top).folded.chars.length >= SHORT_UNIT) {
    // The title says it: what the entry says of itself stands first.
    rows = rows.filter(function (row) { return row.unit !== top; });
    rows.unshift({ unit: top, marks: marksOf(top.folded, top.foldedText, reading) });
  }
  if (rows.length) return rows.slice(0, CLAUSES_MAX);
  var first = fragment.units.find(function (unit) { return unit.text; });
  return first ? [{ unit: first, marks: [] }] : [];
}

Index.prototype.result = function (one, fragment, meaning, least) {
  var reading = readingOf(one, meaning), data = fragment.data, rows = clausesOf(one, fragment, reading);
  var kind = this.head.kinds[data.k] || ["", ""], state = this.head.states[data.s] || ["", "", ""];
  var title = fold(data.t, fragment.map);
  var also = one.wholeUnits.map(function (number) { return fragment.unit(number); }).filter(function (unit) {
    return unit && unit.label && !rows.some(function (row) { return row.unit === unit; });
  });
  function href(unit) { return withAnchor(data.u, unit.anchor); }
  return {
    no: one.document, id: data.id, title: data.t,
    titleMarks: marksOf(title, textOf(title.chars), reading).map(function (mark) { return [title.from[mark[0]], title.to[mark[1] - 1]]; }),
    href: rows.length && !this.options.titles && !one.isTitled ? href(rows[0].unit) : data.u,
    kind: kind[0], kindLabel: kind[1], state: state[0], stateLabel: state[1], stateClass: state[2],
    date: data.d, number: data.m, deadline: data.e || null, amount: data.a,
    clauses: rows.map(function (row) {
      var part = snippet(fragment.opened(row.unit), row.marks);
      return { label: row.unit.label, href: href(row.unit), text: part.text, marks: part.marks };
    }),
    also: also.slice(0, ALSO_MAX).map(function (unit) { return { label: unit.label, href: href(unit) }; }),
    strict: one.level === TO_THE_LETTER && !meaning.signsLost, whole: one.level > 0 && rankOf(one) >= least, score: one.score,
  };
};

Fragment.prototype.unit = function (number) {
  return this.units.find(function (unit) { return unit.number === number; });
};

/* Files: what src/search/read/store.rs does, when they come */

var DOCUMENTS_MAX = 10000000, LOADS_MAX = 8, CACHE_MAX = 16 * 1024 * 1024;

/** A file of terms; its records are read when they are asked for. */
function Shard(bytes) {
  this.bytes = bytes;
  this.places = recordsOf(bytes);
  this.records = {};
}

Shard.prototype.term = function (key) {
  var place = this.places.get(key);
  if (!place) return null;
  return this.records["$" + key] || (this.records["$" + key] = recordOf(this.bytes, place[0], place[1]));
};

/** What a file brings, and about how many bytes that is. Throws where it is damaged. */
function contentOf(path, data) {
  if (path === "head") {
    var isWhole = ["kinds", "states", "pairs", "facets", "sorts", "synonyms"].every(function (key) { return Array.isArray(data[key]); });
    isWhole = isWhole && data.count >= 0 && data.count < DOCUMENTS_MAX && data.bits <= 24 && data.units > 0 && data.states_per_file > 255;
    if (data.format === FORMAT && !isWhole || !("format" in data)) throw new Error("damaged");
    return { value: data, size: 0 };
  }
  if (path[0] === "f") {
    if (data.v !== FORMAT) throw new Error("version");
    return { value: new Fragment(data), size: data.c.reduce(function (sum, unit) { return sum + 40 + 12 * unit[2].length; }, 1000) };
  }
  if (data[0] !== FORMAT) throw new Error("version");
  var text = data[1];
  if (path[0] === "t" && path[1] === "/") {
    var shard = new Shard(bytesOf(text));
    return { value: shard, size: 12 * text.length };
  }
  if (path[0] === "x") {
    var bytes = bytesOf(text), input = new Input(bytes, 1);
    return { value: listOf(input, input.varint(), (bytes[0] & 8) > 0), size: 12 * text.length };
  }
  if (path === "trad") return { value: mapOf(text), size: 100000 };
  if (path === "pinyin") {
    var table = {};
    text.split(" ").forEach(function (row) {
      var syllable = /^[a-z]*/.exec(row)[0];
      Array.from(row.slice(syllable.length)).forEach(function (c) { table[c] = syllable; });
    });
    return { value: table, size: 300000 };
  }
  if (typeof text === "string") return { value: text, size: 2 * text.length };
  if (path === "c/deadline" || path === "c/yuan") return { value: text, size: 60 * text.length };
  var size = 0;
  return {
    value: text.map(function (row) {
      var documents = [], input = new Input(bytesOf(row[1]), 0), count = input.varint();
      numbersOf(input, count, input.byte(), function (number) { documents.push(number); });
      size += 100 + 8 * documents.length;
      return { code: row[0], documents: documents };
    }), size: size,
  };
}

function Store(place) {
  this.load = place.load;
  this.prefix = place.prefix;
  this.max = place.cache || CACHE_MAX;
  this.files = new Map();
  this.queue = [];
  this.renewing = [];
  this.loading = 0;
  this.size = 0;
  this.build = this.renewed = "";
}

/** What a file brought; undefined while it has not come. */
Store.prototype.get = function (path, job) {
  var file = this.files.get(path);
  if (!file || file.state !== "here") return undefined;
  // The last one used stands last.
  this.files.delete(path);
  this.files.set(path, file);
  file.job = job;
  return file.value;
};

/** Asks for files for a job; `then` is called when all have come or failed. */
Store.prototype.ask = function (paths, job, then) {
  var self = this, left = 1;
  function one() { if (--left === 0) then(); }
  paths.filter(function (path, at) { return paths.indexOf(path) === at; }).forEach(function (path) {
    var file = self.files.get(path);
    if (file && file.state === "here") return;
    if (!file) {
      file = { path: path, state: "queued", waiting: [], tries: 0, size: 0 };
      self.files.set(path, file);
      self.queue.push(file);
    }
    left++;
    file.waiting.push({ job: job, then: one });
  });
  this.start();
  one();
};

/** Starts what is queued and still wanted by somebody. */
Store.prototype.start = function () {
  while (this.loading < LOADS_MAX && this.queue.length) {
    var file = this.queue.shift();
    if (file.waiting.some(function (waits) { return !waits.job.isOver; })) this.fetch(file);
    else this.files.delete(file.path);
  }
};

Store.prototype.fetch = function (file) {
  var self = this, path = this.prefix + file.path + ".js", marks = [], isDone = false;
  if (file.path !== "head") marks.push("g=" + this.build);
  else if (this.build) marks.push("not=" + this.build);
  if (file.tries++) marks.push("again");
  file.state = "loading";
  this.loading++;
  this.load(path + (marks.length ? "?" + marks.join("&") : ""), function (error, data) {
    if (isDone) return;
    isDone = true;
    self.loading--;
    if (self.files.get(file.path) === file) self.came(file, error, data);
    self.start();
  });
};

Store.prototype.came = function (file, error, data) {
  try {
    if (error || data === undefined || data === null) throw error;
    var content = contentOf(file.path, data);
    file.value = content.value;
    file.size = content.size;
    file.state = "here";
    this.size += file.size;
    if (file.path === "head") this.build = data.build;
    file.waiting.forEach(function (waits) { if (!file.job || file.job.isOver) file.job = waits.job; });
    this.shrink();
  } catch (fault) {
    if (file.tries < 2) {
      file.state = "queued";
      this.queue.unshift(file);
      return;
    }
    this.files.delete(file.path);
    file.waiting.forEach(function (waits) { waits.job.failed[file.path] = true; });
  }
  var waiting = file.waiting;
  file.waiting = [];
  waiting.forEach(function (waits) { waits.then(); });
};

/** Lets go of what was not used for longest, but nothing that an answer in the making holds. */
Store.prototype.shrink = function () {
  var self = this;
  this.files.forEach(function (file, path) {
    if (self.size <= self.max || file.state !== "here" || path === "head" || !file.job.isOver) return;
    self.size -= file.size;
    self.files.delete(path);
  });
};

/** Looks once for each head whether there is a newer one; then everything is forgotten. */
Store.prototype.renew = function (then) {
  var self = this, old = this.build;
  this.renewing.push(then);
  if (this.renewing.length > 1) return;
  this.load(this.prefix + "head.js?not=" + old, function (error, data) {
    var isNew = !error && data && data.build !== old, waiting = self.renewing;
    self.renewing = [];
    if (isNew) {
      self.files.forEach(function (file, path) { if (file.state === "here") self.files.delete(path); });
      self.size = 0;
    } else self.renewed = old;
    waiting.forEach(function (one) { one(isNew); });
  });
};

/** Runs until there is an answer; `give` gets it. Only the latest job of a name goes on. */
function run(store, job, make, give) {
  if (job.isOver) return;
  var answer;
  job.wanted = [];
  job.isPaused = false;
  job.begun = Date.now();
  try {
    answer = make();
  } catch (fault) {
    if (fault === LATER) {
      if (job.isPaused) setTimeout(run, 0, store, job, make, give);
      else store.ask(job.wanted, job, function () { run(store, job, make, give); });
      return;
    }
    // Files that are not what they say; nothing that this script can mend.
    answer = job.empty("head");
  }
  if (store.renewed === store.build || !job.isStale && !job.missing()) {
    give(answer);
    return;
  }
  store.renew(function (isNew) {
    if (isNew) job.reset();
    run(store, job, make, give);
  });
}

/**
 * A search over one index. `query` calls `then` for what was typed and again for the answer with all help; answers of
 * a query after which another came are never given. `cache` is how many bytes are kept.
 * @param {{load: function(string, function(?Error, *)), prefix: string, cache: (number|undefined)}} place
 */
function makeSearch(place) {
  var store = new Store(place), jobs = {}, last = null;

  function begin(name, text, options) {
    (jobs[name] || []).forEach(function (job) { job.isOver = true; });
    var job = new Index(store, String(text), options || {});
    jobs[name] = [job];
    return job;
  }

  function query(text, options, then) {
    var job = begin("query", text, options);
    // What was typed, literally, while help is still on its way; its files come first.
    var early = new Index(store, job.text, Object.assign({}, job.options, { literal: true }));
    early.kept = job.kept;
    jobs.query.push(early);
    run(store, early, function () { return early.answer(); }, function (answer) {
      if (early.isStale || early.missing() || !answer.total || job.options.literal) return;
      answer.done = false;
      Promise.resolve().then(function () { if (!early.isOver) then(answer); });
    });
    run(store, job, function () { return job.answer(); }, function (answer) {
      last = { text: job.text, options: job.options, found: job.found, meaning: job.meaning };
      job.isOver = early.isOver = true;
      then(answer);
    });
  }

  function suggest(text, then) {
    var job = begin("suggest", text, { size: 8, titles: true });
    run(store, job, function () { return job.answer(); }, function (answer) {
      job.isOver = true;
      then(answer.results.filter(function (one) { return one.titleMarks.length; }).map(function (one) {
        return { text: one.title, href: one.href, kind: one.kind, kindLabel: one.kindLabel, state: one.state,
          stateLabel: one.stateLabel, stateClass: one.stateClass, marks: one.titleMarks };
      }));
    });
  }

  function facets(names, then) {
    var of = last, job = begin("facets", of ? of.text : "", of && of.options);
    if (!of || !of.found) {
      then([]);
      return;
    }
    run(store, job, function () { return job.counts(names, of.found, of.meaning); }, function (counts) {
      job.isOver = true;
      then(Array.isArray(counts) ? counts : []);
    });
  }

  return { query: query, suggest: suggest, facets: facets, store: store };
}

makeSearch.parts = { fold: fold, mapOf: mapOf, textOf: textOf, terms: terms, hash: hash, shardName: shardName, SYLLABLES: SYLLABLES };

jx.search = makeSearch;
jx.chunk("ss/reader", true);
