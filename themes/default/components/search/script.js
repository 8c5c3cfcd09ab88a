// The search page. At the first use of the field the titles are fetched as scripts, so that it works
// from disk; what is found is built of text nodes. `?q=` in the address is the state of the page.

/** Entries that are shown at once. */
var STEP = 50;

/**
 * Text as it is compared: width, letter case and the form of brackets do not count.
 * @param {string} text
 * @returns {string}
 */
function folded(text) {
  return text.normalize("NFKC").toLowerCase().replace(/[〔【(]/g, "[").replace(/[〕】)]/g, "]");
}

/**
 * The entries of a chunk.
 * @param {{kinds: string[], states: string[][], rows: Array<Array<*>>}} data
 */
function entries(data) {
  return data.rows.map(function (row) {
    var state = data.states[row[3]];
    return {
      title: row[0], href: jx.base + row[1], kind: data.kinds[row[2]], code: state[0], state: state[1],
      date: row[4], names: row[5], summary: row[6],
      titleFolded: folded(row[0]), namesFolded: folded(row[5]), summaryFolded: folded(row[6])
    };
  });
}

/**
 * How well an entry answers; 0 where a word is missing.
 * @param {*} entry
 * @param {string[]} words
 */
function score(entry, words) {
  var sum = 0;
  for (var i = 0; i < words.length; i++) {
    if (entry.titleFolded.indexOf(words[i]) >= 0) sum += 4;
    else if (entry.namesFolded.indexOf(words[i]) >= 0) sum += 4;
    else if (entry.summaryFolded.indexOf(words[i]) >= 0) sum += 1;
    else return 0;
  }
  if (/^(in_force|expiring|good)$/.test(entry.code)) sum += 1;
  if (/^(repealed|superseded|expired)$/.test(entry.code)) sum -= 1;
  return Math.max(sum, 1);
}

/**
 * Puts a text into an element, the words in it marked.
 * @param {HTMLElement} element
 * @param {string} text
 * @param {string[]} words
 */
function mark(element, text, words) {
  var plain = "", place = [], marks = [];
  Array.from(text).reduce(function (at, character) {
    var one = folded(character);
    for (var i = 0; i < one.length; i++) place.push(at);
    plain += one;
    return at + character.length;
  }, 0);
  place.push(text.length);
  words.forEach(function (word) {
    for (var at = plain.indexOf(word); at >= 0; at = plain.indexOf(word, at + word.length)) {
      marks.push([place[at], place[at + word.length]]);
    }
  });
  marks.sort(function (a, b) { return a[0] - b[0] || a[1] - b[1]; });
  var end = 0;
  marks.forEach(function (range) {
    var from = Math.max(range[0], end);
    if (range[1] <= from) return;
    element.appendChild(document.createTextNode(text.slice(end, from)));
    element.appendChild(jx.make("mark", "", text.slice(from, range[1])));
    end = range[1];
  });
  element.appendChild(document.createTextNode(text.slice(end)));
  return element;
}

/** An entry as an item of the list. */
function item(entry, words) {
  var item = jx.make("li", "jx-find__item");
  var title = jx.make("h3", "jx-find__title");
  var link = mark(jx.make("a"), entry.title, words);
  link.href = entry.href;
  title.appendChild(link);
  item.appendChild(title);
  var facts = jx.make("p", "jx-find__facts");
  facts.appendChild(jx.make("span", "", entry.kind));
  if (entry.state) facts.appendChild(jx.make("span", "jx-badge jx-badge--" + entry.code, entry.state));
  if (entry.names) facts.appendChild(mark(jx.make("span"), entry.names, words));
  if (entry.date) facts.appendChild(jx.make("span", "", entry.date));
  item.appendChild(facts);
  if (entry.summary) item.appendChild(mark(jx.make("p", "jx-find__summary"), entry.summary, words));
  return item;
}

jx.add(".jx-find", function (page) {
  var one = function (name) { return page.querySelector(name); };
  var field = one("input"), found = one(".jx-find__found"), count = one(".jx-find__count");
  var list = one(".jx-find__list"), more = one(".jx-find__more"), none = one(".jx-find__none");
  var failed = one(".jx-find__failed");
  var paths = page.getAttribute("data-jx-chunks").split(" ").filter(Boolean);
  var loaded = [], missing = -1, answer = [], words = [], typed = "", shown = 0, timer = 0;

  /** Fetches every chunk once, again after a failure. */
  function bring() {
    if (missing >= 0) return;
    missing = paths.length;
    failed.hidden = true;
    paths.forEach(function (path, place) {
      jx.load(path, function (error, data) {
        if (error || !data) failed.hidden = false;
        else loaded[place] = entries(data);
        missing -= 1;
        if (missing === 0 && !failed.hidden) missing = -1;
        search();
      });
    });
  }

  function search() {
    if (!words.length) {
      found.hidden = none.hidden = true;
      return;
    }
    var order = 0;
    answer = [];
    loaded.forEach(function (chunk) {
      chunk.forEach(function (entry) {
        var points = score(entry, words);
        if (points) answer.push([points, order, entry]);
        order += 1;
      });
    });
    answer.sort(function (a, b) { return b[0] - a[0] || a[1] - b[1]; });
    var isDone = missing <= 0;
    list.textContent = "";
    shown = 0;
    show();
    found.hidden = isDone && !answer.length;
    none.hidden = !isDone || answer.length > 0 || !failed.hidden;
    count.textContent = isDone || answer.length ? jx.word("search_found_for", { words: typed, count: answer.length }) : jx.word("search_loading");
    if (isDone) announce();
  }

  /** Says the count after a pause, so that typing is not interrupted. */
  function announce() {
    window.clearTimeout(timer);
    timer = window.setTimeout(function () {
      jx.say(answer.length ? count.textContent : jx.word("search_none", { words: typed }));
    }, 1000);
  }

  function show() {
    var items = document.createDocumentFragment();
    answer.slice(shown, shown + STEP).forEach(function (row) { items.appendChild(item(row[2], words)); });
    list.appendChild(items);
    shown = Math.min(shown + STEP, answer.length);
    more.hidden = shown >= answer.length;
    more.textContent = jx.word("search_more", { count: Math.min(STEP, answer.length - shown) });
  }

  function read(isKept) {
    typed = field.value.trim();
    words = folded(typed).split(/\s+/).filter(Boolean);
    if (isKept) {
      try {
        window.history.replaceState(null, "", typed ? "?q=" + encodeURIComponent(typed) : window.location.pathname);
      } catch (error) { /* Some browsers bar it from disk; the search goes on. */ }
    }
    if (words.length) bring();
    search();
  }

  var late = 0;
  field.addEventListener("focus", bring);
  field.addEventListener("input", function () {
    window.clearTimeout(late);
    late = window.setTimeout(function () { read(true); }, 150);
  });
  one("form").addEventListener("submit", function (event) {
    event.preventDefault();
    window.clearTimeout(late);
    read(true);
    if (words.length) (found.hidden ? none : found).querySelector("h2").focus();
  });
  more.addEventListener("click", function () {
    var first = shown;
    show();
    list.children[first].querySelector("a").focus();
  });
  var asked = /[?&]q=([^&#]*)/.exec(window.location.search);
  if (asked) {
    try { field.value = decodeURIComponent(asked[1].replace(/\+/g, " ")); } catch (error) { field.value = ""; }
    read(false);
  }
});
