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
  ["平方米", "m"], ["平米", "m"], ["m2", "m"], ["个工作日", "w"], ["工作日", "w"], ["日", "r"], ["天", "r"]];

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
  return day.end;
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
  return end;
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
    return end;
  }
  for (var of = 0; of < UNITS.length && number.whole < TEN_THOUSAND; of++) {
    if (starts(chars, end, UNITS[of][0])) {
      give("=" + UNITS[of][1] + decimal(number), at);
      return end + UNITS[of][0].length;
    }
  }
  return amountAt(chars, at, number, give);
}

/** Calls `give(term, place)` for each number, amount, date, label and document number. */
function normalised(chars, give) {
  for (var at = 0; at < chars.length;) {
    var number = numberAt(chars, at);
    at = number ? Math.max(readNumber(chars, at, number, give), number.end) : at + 1;
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
    if (this.at >= this.bytes.end || shift > 28) throw new Error("damaged");
    byte = this.bytes[this.at++];
    value += (byte & 127) * Math.pow(2, shift);
    shift += 7;
  } while (byte > 127);
  return value;
};

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
    var length = input.varint();
    var term = utf8(bytes, input.at, Math.min(input.at + length, bytes.end));
    input.at += length;
    length = input.varint();
    if (input.at + length > bytes.end) throw new Error("damaged");
    records.set(term, [input.at, input.at + length]);
    input.at += length;
  }
  return records;
}

function makeSearch() { return {}; }
makeSearch.parts = { fold: fold, mapOf: mapOf, textOf: textOf, terms: terms, hash: hash, shardName: shardName, longName: longName, Input: Input, recordsOf: recordsOf, bytesOf: bytesOf, stem: stem, normalised: normalised };

jx.search = makeSearch;
jx.chunk("ss/reader", true);
