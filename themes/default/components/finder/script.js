/**
 * Combines the facets of a list: any value within a facet, all facets together. The links of the panel
 * become boxes to tick; the state lives in the address, so that it can be sent on and Back restores it.
 * What is computed stands in `jx.finder`, apart from what touches the page.
 */
var finder = jx.finder = {
  FORMAT: 1,
  /** Results drawn at a time, and files of cards that one time may fetch. */
  BATCH: 50,
  FILES: 12
};

/**
 * @typedef {{key: string, values: string[], sets: number[][], of: Uint16Array}} Facet
 * @typedef {{count: number, size: number, facets: Facet[], starts: ?number[], ends: ?number[],
 *   rests: ?number[][], amounts: ?number[]}} Columns
 * @typedef {{values: Object<string, string[]>, text: string, sort: string, page: number}} State
 */

/** The number of a set from its letter; the letters leave out the backslash and surrogates. */
finder.number = function (letter) {
  var code = letter >= 0xE000 ? letter - 0x800 : letter;
  return code < 92 ? code - 48 : code - 49;
};

/**
 * Reads the columns of a list; null where the format is another.
 * @param {*} data
 * @returns {?Columns}
 */
finder.read = function (data) {
  if (!data || data.format !== finder.FORMAT) return null;
  return {
    count: data.count,
    size: data.size,
    starts: data.starts || null,
    ends: data.ends || null,
    rests: data.rests || null,
    amounts: data.amounts || null,
    facets: data.facets.map(function (facet) {
      var of = new Uint16Array(data.count);
      for (var place = 0; place < data.count; place++) of[place] = finder.number(facet.column.charCodeAt(place));
      return { key: facet.key, values: facet.values, sets: facet.sets, of: of };
    })
  };
};

/** Days since 1970 of an ISO day. */
finder.day = function (iso) {
  return Math.round(Date.parse(iso.slice(0, 10)) / 86400000);
};

/**
 * Adds what changes from day to day: whether a call is open. Its values are open, soon, closed, rest.
 * @param {Columns} columns
 * @param {number} today
 * @returns {Columns}
 */
finder.withState = function (columns, today) {
  if (!columns.ends) return columns;
  var of = new Uint16Array(columns.count);
  for (var place = 0; place < columns.count; place++) {
    var start = columns.starts ? columns.starts[place] : 0;
    var end = columns.ends[place];
    of[place] = start && today < start ? 1 : end && today > end ? 2 : start || end ? 0 : 4;
  }
  (columns.rests || []).forEach(function (rest) {
    if (rest[1] <= today && (!rest[2] || today <= rest[2])) of[rest[0]] = 3;
  });
  var state = { key: "state", values: ["open", "soon", "closed", "rest"], sets: [[0], [1], [2], [3], []], of: of };
  return Object.assign({}, columns, { facets: [state].concat(columns.facets) });
};

/** Without width, case and space: how titles are compared. */
finder.fold = function (text) {
  return text.normalize("NFKC").toLowerCase().replace(/\s+/g, "");
};

/**
 * The places that match, and for each value how many would if it were ticked too.
 * @param {Columns} columns
 * @param {State} state
 * @param {?string[]} titles needed where the state has a text
 * @returns {{places: number[], counts: Object<string, Object<string, number>>}}
 */
finder.match = function (columns, state, titles) {
  var facets = columns.facets;
  var counts = {};
  var sums = facets.map(function (facet) { return new Uint32Array(facet.values.length); });
  var fits = facets.map(function (facet) {
    var wanted = state.values[facet.key] || [];
    if (!wanted.length) return null;
    return facet.sets.map(function (set) {
      return set.some(function (value) { return wanted.indexOf(facet.values[value]) >= 0; });
    });
  });
  var words = state.text ? state.text.trim().split(/\s+/).map(finder.fold).filter(Boolean) : [];
  var places = [];
  for (var place = 0; place < columns.count; place++) {
    if (words.length && !holds(titles ? titles[place] : "", words)) continue;
    var misses = -1;
    var missed = 0;
    for (var f = 0; f < facets.length && missed < 2; f++) {
      if (fits[f] && !fits[f][facets[f].of[place]]) {
        misses = f;
        missed++;
      }
    }
    if (missed > 1) continue;
    if (!missed) places.push(place);
    for (f = 0; f < facets.length; f++) {
      if (missed && f !== misses) continue;
      var set = facets[f].sets[facets[f].of[place]];
      for (var v = 0; v < set.length; v++) sums[f][set[v]]++;
    }
  }
  facets.forEach(function (facet, f) {
    counts[facet.key] = {};
    facet.values.forEach(function (value, v) { counts[facet.key][value] = sums[f][v]; });
  });
  return { places: places, counts: counts };
};

function holds(title, words) {
  var folded = finder.fold(title);
  return words.every(function (word) { return folded.indexOf(word) >= 0; });
}

/**
 * The places in another order: what is open and closes first, the highest amount, the name.
 * @param {Columns} columns
 * @param {number[]} places
 * @param {string} sort
 * @param {number} today
 * @param {?number[]} order the places by name
 * @returns {number[]}
 */
finder.sort = function (columns, places, sort, today, order) {
  var rank = null;
  if (sort === "name" && order) {
    var ranks = new Uint32Array(columns.count);
    order.forEach(function (place, number) { ranks[place] = number; });
    rank = function (place) { return ranks[place]; };
  } else if (sort === "amount" && columns.amounts) {
    rank = function (place) { return -columns.amounts[place]; };
  } else if (sort === "deadline" && columns.ends) {
    rank = function (place) {
      var end = columns.ends[place];
      return !end ? 1e6 : end >= today ? end : 2e6 - end;
    };
  }
  if (!rank) return places;
  return places.slice().sort(function (a, b) { return rank(a) - rank(b) || a - b; });
};

/**
 * How many places are shown after so many batches: a batch ends early where its cards are spread over
 * too many files.
 * @param {number[]} places
 * @param {number} pages
 * @param {number} size
 * @returns {number}
 */
finder.shown = function (places, pages, size) {
  var end = 0;
  for (var page = 0; page < pages && end < places.length; page++) {
    var files = {};
    var count = 0;
    for (var taken = 0; taken < finder.BATCH && end < places.length; taken++, end++) {
      var file = Math.floor(places[end] / size);
      if (!files[file] && ++count > finder.FILES) break;
      files[file] = true;
    }
  }
  return end;
};

/**
 * The state in an address. Parameters of others are left alone.
 * @param {string} search
 * @param {string[]} keys of the facets
 * @returns {State}
 */
finder.parse = function (search, keys) {
  var state = { values: {}, text: "", sort: "", page: 1 };
  pairs(search).forEach(function (pair) {
    if (pair[0] === "q") state.text = pair[1].trim().slice(0, 100);
    else if (pair[0] === "sort") state.sort = pair[1];
    else if (pair[0] === "page") state.page = Math.min(Math.max(parseInt(pair[1], 10) || 1, 1), 200);
    else if (keys.indexOf(pair[0]) >= 0) {
      var known = state.values[pair[0]] || [];
      pair[1].split(",").filter(Boolean).forEach(function (value) {
        if (known.indexOf(value) < 0) known.push(value);
      });
      if (known.length) state.values[pair[0]] = known;
    }
  });
  return state;
};

/**
 * The query of a state, with what was there for others; empty for the whole list.
 * @param {State} state
 * @param {string[]} keys
 * @param {string=} search
 * @returns {string}
 */
finder.query = function (state, keys, search) {
  var own = ["q", "sort", "page"].concat(keys);
  var parts = pairs(search || "").filter(function (pair) { return own.indexOf(pair[0]) < 0; })
    .map(function (pair) { return encodeURIComponent(pair[0]) + "=" + encodeURIComponent(pair[1]); });
  keys.forEach(function (key) {
    var values = state.values[key] || [];
    if (values.length) parts.push(key + "=" + values.map(encodeURIComponent).join(","));
  });
  if (state.text) parts.push("q=" + encodeURIComponent(state.text));
  if (state.sort && state.sort !== "list") parts.push("sort=" + encodeURIComponent(state.sort));
  if (state.page > 1) parts.push("page=" + state.page);
  return parts.length ? "?" + parts.join("&") : "";
};

function pairs(search) {
  return search.replace(/^\?/, "").split("&").filter(Boolean).map(function (part) {
    var at = part.indexOf("=");
    return [at < 0 ? part : part.slice(0, at), at < 0 ? "" : part.slice(at + 1)].map(function (text) {
      try { return decodeURIComponent(text.replace(/\+/g, " ")); } catch (error) { return ""; }
    });
  });
}

/** Whether a state is the whole list in its own order. */
finder.isWhole = function (state) {
  return !state.text && (!state.sort || state.sort === "list") && !Object.keys(state.values).length;
};

/** A state with a value put in or taken out; back at the first batch. */
finder.toggled = function (state, key, value) {
  var values = Object.assign({}, state.values);
  var old = values[key] || [];
  var rest = old.filter(function (other) { return other !== value; });
  values[key] = rest.length < old.length ? rest : old.concat(value);
  if (!values[key].length) delete values[key];
  return { values: values, text: state.text, sort: state.sort, page: 1 };
};

jx.add(".jx-finder", function (element) {
  var page = finderPage(element);
  if (element.getAttribute("data-jx-narrowed")) page.lead();
  else if (element.getAttribute("data-jx-data")) page.start();
});

/** What touches the page. */
function finderPage(element) {
  var data = element.getAttribute("data-jx-data");
  var root = element.getAttribute("data-jx-root") || "";
  var panel = element.querySelector(".jx-finder__panel");
  var results = element.querySelector(".jx-finder__results");
  var count = element.querySelector(".jx-finder__count");
  var chips = element.querySelector(".jx-finder__chips");
  var closer = element.querySelector(".jx-finder__closer");
  var box = element.querySelector(".jx-finder__text");
  var sort = element.querySelector(".jx-finder__sort");
  var keys = [];
  var labels = {};
  var values = {};
  var links = [];
  var whole = null;
  var wholeCount = "";
  var closerText = closer ? closer.textContent : "";
  var state = null;
  var turn = 0;
  var timer = 0;
  var saying = 0;

  function each(selector, within, make) {
    Array.prototype.forEach.call(within.querySelectorAll(selector), make);
  }

  function readPanel() {
    each("[data-jx-facet]", panel, function (group) {
      var key = group.getAttribute("data-jx-facet");
      keys.push(key);
      labels[key] = group.getAttribute("data-jx-label");
      values[key] = {};
      each("[data-jx-value]", group, function (link) {
        var value = link.getAttribute("data-jx-value");
        values[key][value] = { text: link.querySelector(".jx-finder__name").textContent, node: link };
        links.push([link, key, value]);
      });
    });
  }

  /** On the page of one value: the other links lead to both together. */
  function lead() {
    readPanel();
    var narrowed = element.getAttribute("data-jx-narrowed").split(" ");
    var list = element.getAttribute("data-jx-list");
    var one = finder.toggled({ values: {}, text: "", sort: "", page: 1 }, narrowed[0], narrowed[1]);
    links.forEach(function (link) {
      if (link[1] === narrowed[0] && link[2] === narrowed[1]) return;
      link[0].href = list + finder.query(finder.toggled(one, link[1], link[2]), keys);
    });
    disclose();
  }

  function start() {
    readPanel();
    whole = Array.prototype.slice.call(results.childNodes);
    wholeCount = count.textContent;
    links.forEach(function (link) { tickable(link[0], link[1], link[2]); });
    disclose();
    chooseView();
    state = finder.parse(window.location.search, keys);
    show();
    if (!finder.isWhole(state)) draw(true);
    if (box) {
      box.addEventListener("input", function () {
        window.clearTimeout(timer);
        timer = window.setTimeout(function () { type(box.value); }, 250);
      });
      box.form.addEventListener("submit", function (event) {
        event.preventDefault();
        window.clearTimeout(timer);
        type(box.value);
      });
    }
    if (sort) sort.addEventListener("change", function () {
      go(Object.assign({}, state, { sort: sort.value === "list" ? "" : sort.value, page: 1 }));
    });
    window.addEventListener("popstate", function () {
      state = finder.parse(window.location.search, keys);
      show();
      draw(true);
    });
    results.addEventListener("click", function (event) {
      if (event.target.closest && event.target.closest("a")) keep({ y: window.pageYOffset });
    });
  }

  function type(text) {
    if (text.trim() === state.text) return;
    var was = state.text;
    go(Object.assign({}, state, { text: text.trim().slice(0, 100), page: 1 }), was !== "");
  }

  /** Puts a box to tick in the place of a link. */
  function tickable(link, key, value) {
    var label = jx.make("label", link.className);
    var input = jx.make("input", "jx-finder__box");
    input.type = "checkbox";
    input.checked = false;
    while (link.firstChild) label.appendChild(link.firstChild);
    label.insertBefore(input, label.firstChild);
    input.addEventListener("change", function () { go(finder.toggled(state, key, value)); });
    link.parentNode.replaceChild(label, link);
    values[key][value].node = label;
    values[key][value].input = input;
  }

  /** The panel opens and closes on phones; without scripts it does by its address. */
  function disclose() {
    var opener = element.querySelector(".jx-finder__opener");
    if (!opener) return;
    var button = jx.make("button", opener.className, opener.textContent);
    button.type = "button";
    button.setAttribute("aria-expanded", "false");
    button.setAttribute("aria-controls", panel.id);
    opener.parentNode.replaceChild(button, opener);
    button.addEventListener("click", function () { open(button.getAttribute("aria-expanded") === "false"); });
    if (closer) closer.addEventListener("click", function (event) {
      event.preventDefault();
      open(false);
      button.focus();
    });
    function open(is) {
      button.setAttribute("aria-expanded", String(is));
      panel.classList.toggle("jx-finder__panel--open", is);
    }
    if (window.location.hash === "#" + panel.id) open(true);
  }

  /** Table or cards, remembered. */
  function chooseView() {
    each("[data-jx-view]", element, function (button) {
      button.addEventListener("click", function () {
        jx.store("jx-view", button.getAttribute("data-jx-view"));
        set(button.getAttribute("data-jx-view"));
      });
    });
    set(jx.store("jx-view"));
    function set(view) {
      if (!element.querySelector("[data-jx-view]")) return;
      element.classList.toggle("jx-finder--table", view !== "cards");
      each("[data-jx-view]", element, function (button) {
        button.setAttribute("aria-pressed", String((button.getAttribute("data-jx-view") === "cards") === (view === "cards")));
      });
    }
  }

  function address(next) {
    return window.location.pathname + finder.query(next, keys, window.location.search);
  }

  function go(next, replace) {
    state = next;
    try {
      window.history[replace ? "replaceState" : "pushState"](null, "", address(next));
    } catch (error) { /* From some disks the address cannot be changed. */ }
    show();
    draw(false);
  }

  function keep(place) {
    try {
      window.history.replaceState(place, "", address(state));
    } catch (error) { /* As above. */ }
  }

  /** What the state says in boxes, chips and fields. */
  function show() {
    links.forEach(function (link) {
      var wanted = state.values[link[1]] || [];
      var value = values[link[1]][link[2]];
      if (value.input) value.input.checked = wanted.indexOf(link[2]) >= 0;
    });
    if (box && document.activeElement !== box) box.value = state.text;
    if (sort) sort.value = state.sort || "list";
    showChips();
  }

  function showChips() {
    var held = chips.contains(document.activeElement) ? chipNumber(document.activeElement) : -1;
    chips.textContent = "";
    var list = active();
    list.forEach(function (one) {
      var text = jx.word("facet_value", { facet: one.label, value: one.text });
      chips.appendChild(chip(text, jx.word("facet_drop", { value: text }), one.without));
    });
    if (list.length > 1) {
      chips.appendChild(chip(jx.word("facet_clear"), "", { values: {}, text: "", sort: state.sort, page: 1 }));
    }
    if (held < 0) return;
    var rest = chips.querySelectorAll("button");
    if (rest.length) rest[Math.min(held, rest.length - 1)].focus();
    else count.focus();
  }

  function chipNumber(button) {
    return Array.prototype.indexOf.call(chips.querySelectorAll("button"), button);
  }

  /** Everything that narrows the list, each with the state without it. */
  function active() {
    var all = [];
    keys.forEach(function (key) {
      (state.values[key] || []).forEach(function (value) {
        var known = values[key][value];
        all.push({ label: labels[key], text: known ? known.text : value, without: finder.toggled(state, key, value) });
      });
    });
    if (state.text) {
      var without = Object.assign({}, state, { text: "", page: 1 });
      all.push({ label: jx.word("facet_text"), text: state.text, without: without });
    }
    return all;
  }

  function chip(text, name, next) {
    var item = jx.make("li");
    var button = item.appendChild(jx.make("button", name ? "jx-chip" : "jx-chip jx-chip--all", text));
    button.type = "button";
    if (name) button.setAttribute("aria-label", name);
    button.addEventListener("click", function () {
      if (box && !next.text) box.value = "";
      go(next);
    });
    return item;
  }

  function draw(isReturn) {
    var mine = ++turn;
    if (finder.isWhole(state)) {
      restore();
      jx.load(data + ".js", function (error, columnsData) {
        var columns = error ? null : finder.read(columnsData);
        if (mine === turn && columns) onDay(columns, function (today) {
          showCounts(finder.match(finder.withState(columns, today), state, null).counts);
        });
      });
      return;
    }
    results.setAttribute("aria-busy", "true");
    jx.load(data + ".js", function (error, columnsData) {
      var columns = error ? null : finder.read(columnsData);
      if (mine !== turn) return;
      if (!columns) return fail();
      onDay(columns, function (today) {
        if (mine !== turn) return;
        if (!state.text && state.sort !== "name") return matched(mine, columns, null, today, isReturn);
        jx.load(data + "-titles.js", function (titlesError, titles) {
          if (mine !== turn) return;
          if (titlesError || !titles || titles.format !== finder.FORMAT) return fail();
          matched(mine, columns, titles, today, isReturn);
        });
      });
    });
  }

  /** Calls the day; where no date counts, any day will do. */
  function onDay(columns, then) {
    if (!columns.ends) return then(0);
    jx.load("date.js", function (error, built) { then(finder.day(jx.today(built))); });
  }

  function matched(mine, plain, titles, today, isReturn) {
    var columns = finder.withState(plain, today);
    var found = finder.match(columns, state, titles && titles.titles);
    var places = finder.sort(columns, found.places, state.sort, today, titles && titles.order);
    var end = finder.shown(places, state.page, columns.size);
    var files = {};
    places.slice(0, end).forEach(function (place) { files[Math.floor(place / columns.size)] = null; });
    var numbers = Object.keys(files);
    var open = numbers.length;
    if (!open) return finish();
    numbers.forEach(function (number) {
      jx.load(data + "-" + number + ".js", function (error, cards) {
        if (mine !== turn) return;
        if (error || !cards) {
          turn++;
          return fail();
        }
        files[number] = cards;
        if (!--open) finish();
      });
    });
    function finish() {
      put(columns, places, end, files);
      showCounts(found.counts);
      tell(columns, found, titles);
      if (isReturn && window.history.state && window.history.state.y) window.scrollTo(0, window.history.state.y);
    }
  }

  function put(columns, places, end, files) {
    var list = jx.make("ul", "jx-cards");
    // The cards are those of the build; no text of the address or of a visitor is among them.
    list.innerHTML = places.slice(0, end).map(function (place) {
      return files[Math.floor(place / columns.size)][place % columns.size].split("{root}").join(root);
    }).join("");
    var before = results.querySelectorAll(".jx-card").length;
    var isMore = state.page > 1 && results.querySelector(".jx-finder__more");
    clear();
    results.appendChild(jx.make("h2", "jx-hidden", jx.word("facet_results")));
    if (end) results.appendChild(list);
    if (end < places.length) results.appendChild(more(places.length - end));
    results.removeAttribute("aria-busy");
    jx.enliven(results);
    if (isMore && before < end) {
      var next = list.children[before].querySelector("a");
      if (next) next.focus();
    }
  }

  function clear() {
    while (results.firstChild) results.removeChild(results.firstChild);
  }

  function more(rest) {
    var line = jx.make("p", "jx-finder__more");
    var button = line.appendChild(jx.make("button", "jx-button jx-button--quiet", jx.word("facet_more", { count: rest })));
    button.type = "button";
    button.addEventListener("click", function () {
      go(Object.assign({}, state, { page: state.page + 1 }), true);
    });
    return line;
  }

  function showCounts(counts) {
    links.forEach(function (link) {
      var of = counts[link[1]];
      var value = values[link[1]][link[2]];
      var number = of ? of[link[2]] || 0 : 0;
      var shown = value.node.querySelector(".jx-count");
      if (shown) shown.textContent = String(number);
      value.node.classList.toggle("jx-finder__value--none", !number);
    });
  }

  function tell(columns, found, titles) {
    var number = found.places.length;
    var text = jx.word(number ? "facet_found" : "facet_none", { count: number, all: columns.count });
    count.textContent = text;
    if (closer) closer.textContent = jx.word("facet_see", { count: number });
    if (!number) suggest(columns, titles);
    window.clearTimeout(saying);
    saying = window.setTimeout(function () { jx.say(text); }, 600);
  }

  /** Nothing fits: each condition with what is left without it. */
  function suggest(columns, titles) {
    var list = jx.make("ul", "jx-finder__ways");
    active().forEach(function (one) {
      var rest = finder.match(columns, one.without, titles && titles.titles).places.length;
      var text = jx.word("facet_value", { facet: one.label, value: one.text });
      var button = jx.make("button", "jx-button jx-button--quiet", jx.word("facet_without", { value: text, count: rest }));
      button.type = "button";
      button.addEventListener("click", function () {
        if (box && !one.without.text) box.value = "";
        go(one.without);
        count.focus();
      });
      list.appendChild(jx.make("li")).appendChild(button);
    });
    results.appendChild(jx.make("p", "jx-empty", jx.word("facet_empty")));
    results.appendChild(list);
  }

  /** The list as it was built. */
  function restore() {
    clear();
    whole.forEach(function (node) { results.appendChild(node); });
    results.removeAttribute("aria-busy");
    if (closer) closer.textContent = closerText;
    if (count.textContent !== wholeCount) {
      count.textContent = wholeCount;
      window.clearTimeout(saying);
      saying = window.setTimeout(function () { jx.say(wholeCount); }, 600);
    }
  }

  /** The data did not come: the links lead to the pages that were built. */
  function fail() {
    restore();
    results.removeAttribute("aria-busy");
    links.forEach(function (link) {
      var value = values[link[1]][link[2]];
      if (!value.input || !link[0].getAttribute("href")) return;
      var label = value.node;
      label.removeChild(value.input);
      while (label.firstChild) link[0].appendChild(label.firstChild);
      label.parentNode.replaceChild(link[0], label);
      value.input = null;
      value.node = link[0];
    });
    each(".jx-finder__state", panel, function (group) { group.parentNode.removeChild(group); });
    chips.textContent = "";
    var old = element.querySelector(".jx-finder__fault");
    if (old) return;
    var line = jx.make("p", "jx-finder__fault", jx.word("facet_failed"));
    results.parentNode.insertBefore(line, results);
    jx.say(jx.word("facet_failed"));
  }

  return { start: start, lead: lead };
}
