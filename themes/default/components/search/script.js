// The search page. The address is its state: `?q=…&kind=policy&sort=date`. The engine answers in parts and
// late; only the last question counts. What is found is built of text nodes.

/** Filters in the order of the panel; these are their names in the address. */
var FILTERS = ["kind", "state", "topic", "audience", "region", "industry", "level", "year", "amount"];
var SORTS = ["relevance", "date", "deadline", "amount"];
/** Results at a time, at most after a return, values of a facet before the rest, characters of a query, further clauses. */
var STEP = 10, SHOWN_MAX = 100, VALUES = 10, TEXT_MAX = 100, ALSO_MAX = 6;
/** States with a badge of their own. */
var BADGES = /^(in_force|partly_in_force|expiring|run_off|unverified|consultation|not_yet_effective|expired|repealed|superseded)$/;
var CLASSES = { good: "good", soon: "warning", ended: "danger" };

/** A query as it is asked: without ends, halves of characters, and what no field would take. */
function cleaned(text) {
  return text.trim().slice(0, TEXT_MAX).replace(/[\uD800-\uDBFF][\uDC00-\uDFFF]|[\uD800-\uDFFF]/g, function (found) {
    return found.length === 2 ? found : "";
  });
}

/** The characters of a run of `%E5%8D…` that are whole. */
function valid(run) {
  return (run.match(/%[0-7][0-9a-f]|%[c-f][0-9a-f](%[89ab][0-9a-f]){1,3}/gi) || []).map(function (one) {
    try { return decodeURIComponent(one); } catch (error) { return ""; }
  }).join("");
}

function pairs(search) {
  return search.replace(/^\?/, "").split("&").filter(Boolean).map(function (part) {
    var at = (part + "=").indexOf("=");
    return [part.slice(0, at), part.slice(at + 1)].map(function (text) {
      // What is not UTF-8 is left out, and the rest is read.
      return text.replace(/\+/g, " ").replace(/(%[0-9a-f]{2})+/gi, function (run) {
        try { return decodeURIComponent(run); } catch (error) { return run.length > 3 ? valid(run) : ""; }
      });
    });
  });
}

/**
 * The state in an address.
 * @returns {{text: string, filters: Object<string, string[]>, sort: string, literal: boolean}}
 */
function parse(search) {
  var state = { text: "", filters: {}, sort: "relevance", literal: false };
  pairs(search).forEach(function (pair) {
    if (pair[0] === "q") state.text = cleaned(pair[1]);
    else if (pair[0] === "literal") state.literal = pair[1] === "1";
    else if (pair[0] === "sort" && SORTS.indexOf(pair[1]) >= 0) state.sort = pair[1];
    else if (FILTERS.indexOf(pair[0]) >= 0) {
      var codes = state.filters[pair[0]] || [];
      pair[1].split(",").filter(Boolean).slice(0, 20).forEach(function (code) {
        if (codes.indexOf(code) < 0) codes.push(code);
      });
      if (codes.length) state.filters[pair[0]] = codes;
    }
  });
  return state;
}

/** The query of a state; parameters of others stay. */
function address(state) {
  var parts = pairs(window.location.search).filter(function (pair) {
    return ["q", "sort", "literal"].concat(FILTERS).indexOf(pair[0]) < 0;
  });
  if (state.text) parts.unshift(["q", state.text]);
  if (state.literal) parts.push(["literal", "1"]);
  FILTERS.forEach(function (key) {
    if (state.filters[key]) parts.push([key, state.filters[key].join(",")]);
  });
  if (state.sort !== "relevance") parts.push(["sort", state.sort]);
  return parts.length ? "?" + parts.map(function (pair) {
    return encodeURIComponent(pair[0]) + "=" + encodeURIComponent(pair[1]).replace(/%2C/g, ",");
  }).join("&") : window.location.pathname;
}

/** A state with some parts changed. */
function changed(state, parts) {
  return Object.assign({}, state, parts);
}

/** A state with a value of a filter put in or taken out; without a code, the filter is dropped. */
function toggled(state, key, code) {
  var old = state.filters[key] || [];
  var rest = code === undefined ? [] : old.filter(function (other) { return other !== code; });
  if (code !== undefined && rest.length === old.length) rest = old.concat(code);
  var filters = Object.assign({}, state.filters);
  if (rest.length) filters[key] = rest;
  else delete filters[key];
  return changed(state, { filters: filters });
}

/** A day in words. */
function dated(iso) {
  var part = /^(\d{4})-(\d\d)-(\d\d)/.exec(iso);
  if (!part) return iso;
  return jx.word("search_date", { year: part[1], month: jx.word("search_months").split(" ")[part[2] - 1], day: +part[3] });
}

function money(yuan) {
  var scale = +jx.word("search_scale");
  if (yuan >= scale) return jx.word("search_scaled", { count: Math.round(yuan / scale * 100) / 100 });
  return jx.word("search_yuan", { count: String(yuan).replace(/\B(?=(\d{3})+$)/g, ",") });
}

function button(className, text, act) {
  var made = jx.make("button", className, text);
  made.type = "button";
  made.addEventListener("click", act);
  return made;
}

function link(text, href, ranges) {
  var made = jx.marked(jx.make("a"), text, ranges);
  made.href = jx.base + href;
  return made;
}

/** State, kind, dates and numbers of a result, as far as they are known. */
function facts(result) {
  var line = jx.make("p", "jx-find__facts");
  function add(text, className) {
    if (text) line.appendChild(jx.make("span", className || "", text));
  }
  if (result.stateLabel) {
    add(result.stateLabel, "jx-badge jx-badge--" + (BADGES.test(result.state) ? result.state : CLASSES[result.stateClass] || "plain"));
  }
  add(result.kindLabel || result.kind);
  if (result.deadline) {
    add(jx.word("search_deadline", { date: dated(result.deadline) }));
    if (result.stateClass !== "ended") {
      var left = line.appendChild(jx.make("span", "jx-left"));
      left.setAttribute("data-jx-until", result.deadline);
    }
  }
  if (result.amount) add(money(result.amount), "jx-find__amount");
  add(result.number);
  if (result.date) add(dated(result.date));
  return line;
}

/** A clause with its label as a link. A text that begins with its own label need not say it twice. */
function clauseLine(clause) {
  var line = jx.make("p", "jx-find__clause"), marks = clause.marks || [], first = marks[0];
  var own = /^(第.{1,9}条|附件\d*|（.{1,3}）|[一二三四五六七八九十]+、)\s*/.exec(clause.text);
  var skip = own && clause.label.indexOf(own[1].replace("、", "")) >= 0 ? own[0].length : 0;
  var isLabel = first && first[0] < skip;
  if (isLabel && first[1] > skip) skip = 0;
  if (clause.label) line.appendChild(link(clause.label, clause.href, isLabel && skip ? [[0, clause.label.length]] : []));
  jx.marked(line.appendChild(jx.make("span")), clause.text.slice(skip), marks.filter(function (range) {
    return range[0] >= skip;
  }).map(function (range) { return [range[0] - skip, range[1] - skip]; }));
  return line;
}

/** A result as an item of the list; the first of those that lack words says so. */
function item(result, isFirstLoose) {
  var made = jx.make("li", "jx-find__item");
  if (isFirstLoose) made.appendChild(jx.make("p", "jx-find__loose", jx.word("search_loose")));
  made.appendChild(jx.make("h3", "jx-find__title")).appendChild(link(result.title, result.href, result.titleMarks));
  made.appendChild(facts(result));
  (result.clauses || []).forEach(function (clause) { made.appendChild(clauseLine(clause)); });
  var labels = [];
  var further = (result.also || []).filter(function (clause) {
    return labels.indexOf(clause.label) < 0 && labels.push(clause.label);
  });
  if (further.length) {
    var also = made.appendChild(jx.make("p", "jx-find__also", jx.word("search_also")));
    further.slice(0, ALSO_MAX).forEach(function (clause, place) {
      if (place) also.appendChild(document.createTextNode(jx.word("search_list")));
      also.appendChild(link(clause.label, clause.href));
    });
    if (further.length > ALSO_MAX) {
      also.appendChild(document.createTextNode(jx.word("search_also_more", { count: further.length })));
    }
  }
  return made;
}

/** Steps of the engine, those of one sort in one. */
function joined(steps) {
  var sorts = [];
  steps.forEach(function (step) {
    var same = sorts.filter(function (sort) { return sort.what === step.what; })[0];
    if (!same) sorts.push(Object.assign({}, step));
    else ["from", "to"].forEach(function (end) {
      if (step[end] && same[end] !== step[end]) same[end] += jx.word("search_list") + step[end];
    });
  });
  return sorts;
}

/** The groups of the panel: boxes to tick, with how many results each has. */
function facetPanel(page, pick) {
  var groups = {};
  Array.prototype.forEach.call(page.querySelectorAll("[data-jx-facet]"), function (node) {
    var key = node.getAttribute("data-jx-facet");
    groups[key] = { node: node, list: node.querySelector("ul"), label: node.querySelector(".jx-find__label").textContent, boxes: Object.create(null), names: Object.create(null), query: null };
  });

  function box(key, value) {
    var row = jx.make("li"), label = row.appendChild(jx.make("label", "jx-find__value"));
    var input = label.appendChild(jx.make("input", "jx-find__box"));
    input.type = "checkbox";
    label.appendChild(jx.make("span", "jx-find__name", name(key, value.code, value.label)));
    var count = label.appendChild(jx.make("span", "jx-count"));
    input.addEventListener("change", function () { pick(key, value.code); });
    groups[key].list.appendChild(row);
    return groups[key].boxes[value.code] = { row: row, input: input, count: count };
  }

  /** The word of a value. States in search are classes, whose words are the theme's. */
  function name(key, code, label) {
    var group = groups[key];
    var word = key === "state" && jx.word("search_state_" + code);
    if (word && word !== "search_state_" + code) return word;
    if (label && group) group.names[code] = label;
    return group && group.names[code] || label || code;
  }

  /** While the words stay, values keep their places and only their numbers change. */
  function show(facet, state) {
    var group = groups[facet.key], chosen = state.filters[facet.key] || [], counts = Object.create(null);
    if (!group) return;
    if (group.query === null && chosen.length) group.node.open = true;
    if (group.query !== state.text) {
      group.list.textContent = "";
      group.boxes = Object.create(null);
      group.query = state.text;
    }
    var rest = group.list.querySelector(".jx-find__whole");
    if (rest) group.list.removeChild(rest);
    facet.values.forEach(function (value) {
      counts[value.code] = value.count;
      if (!group.boxes[value.code] && (value.count || chosen.indexOf(value.code) >= 0)) box(facet.key, value);
    });
    chosen.forEach(function (code) {
      if (!group.boxes[code]) box(facet.key, { code: code });
    });
    var codes = Object.keys(group.boxes);
    codes.forEach(function (code) {
      var one = group.boxes[code];
      one.input.checked = chosen.indexOf(code) >= 0;
      one.count.textContent = counts[code] || 0;
      one.row.className = counts[code] || one.input.checked ? "" : "jx-find__without";
    });
    shorten(group);
    if (group.node.tagName === "FIELDSET") group.node.hidden = !codes.length;
    else if (!codes.length) group.list.appendChild(jx.make("li", "jx-find__whole", jx.word("search_empty")));
  }

  /** Long groups show their first values, and what is ticked. */
  function shorten(group) {
    var rows = Object.keys(group.boxes).map(function (code) { return group.boxes[code]; })
      .sort(function (a, b) { return a.row.compareDocumentPosition(b.row) & 4 ? -1 : 1; });
    if (rows.length <= VALUES + 2 || group.isWhole) return;
    rows.forEach(function (one, place) { one.row.hidden = place >= VALUES && !one.input.checked; });
    var more = group.list.appendChild(jx.make("li", "jx-find__whole"));
    more.appendChild(button("jx-find__all", jx.word("search_whole", { count: rows.length }), function () {
      group.isWhole = true;
      group.list.removeChild(more);
      rows.forEach(function (one) { one.row.hidden = false; });
      rows[VALUES].input.focus();
    }));
  }

  /** Facets whose counts are needed: the open ones, and those whose words the chips need. */
  function wanted(state) {
    return FILTERS.filter(function (key) {
      var group = groups[key];
      return group && (group.node.tagName === "FIELDSET" || group.node.open || state.filters[key]);
    });
  }

  return {
    wanted: wanted, show: show, name: name,
    label: function (key) { return groups[key] ? groups[key].label : key; },
    whenOpened: function (act) {
      FILTERS.forEach(function (key) {
        if (groups[key]) groups[key].node.addEventListener("toggle", function () {
          if (groups[key].node.open && groups[key].query === null) act();
        });
      });
    }
  };
}

jx.add(".jx-find", function (page) {
  var one = function (name) { return page.querySelector(".jx-find__" + name); };
  var field = page.querySelector("input"), form = page.querySelector("form"), action = form.getAttribute("data-jx-index");
  var whole = one("answer"), list = one("list"), count = one("count"), more = one("more"), none = one("none");
  var chips = one("chips"), did = one("did"), cures = one("cures"), fault = one("fault"), sort = one("sort");
  var other = one("other"), otherHref = other && other.getAttribute("href"), title = document.title;
  var facets = facetPanel(page, function (key, code) { go(toggled(state, key, code)); });
  var state = parse(""), engine = null, asked = 0, answer = null, drawn = "", wish = null;
  var settled = false, settling = 0, typing = 0, saying = 0, composing = false, wasWhole = false;

  /** Asks the engine; what comes for an earlier question is dropped. */
  function ask(from, size, then) {
    var number = asked += 1;
    jx.engine(action, function (error, found) {
      if (number !== asked) return;
      engine = found;
      if (!engine) {
        then({ done: true, error: "head" });
        return;
      }
      var options = { filters: state.filters, sort: state.sort, from: from, size: size, literal: state.literal };
      engine.query(state.text, options, function (part) {
        if (number === asked) then(part);
      });
    });
  }

  /** Asks for what the state says and draws it. */
  function search(size) {
    window.clearTimeout(saying);
    showState();
    if (!state.text) {
      asked += 1;
      answer = null;
      drawn = "";
      whole.hidden = fault.hidden = true;
      return;
    }
    if (whole.hidden) {
      count.textContent = jx.word("search_loading");
      none.hidden = more.hidden = true;
      list.textContent = chips.textContent = did.textContent = "";
      whole.hidden = false;
    }
    list.setAttribute("aria-busy", "true");
    ask(0, size || STEP, draw);
  }

  function showState() {
    page.classList.toggle("jx-find--answered", !!state.text);
    if (document.title !== undefined && jx.root === document.documentElement) document.title = (state.text ? state.text + "_" : "") + title;
    if (other) other.href = otherHref + (state.text ? "?q=" + encodeURIComponent(state.text) : "");
    sort.value = state.sort;
  }

  function draw(part) {
    answer = part;
    showFault(part);
    if (part.error) {
      list.removeAttribute("aria-busy");
      whole.hidden = true;
      announce(fault.firstChild.textContent);
      return;
    }
    var isEmpty = !part.results.length;
    if (isEmpty && !part.done) return;
    list.removeAttribute("aria-busy");
    var now = JSON.stringify(part.results);
    if (now !== drawn) put(part.results, 0);
    drawn = now;
    count.textContent = counted(part);
    none.hidden = !isEmpty;
    showMore();
    showDid(part);
    showChips();
    if (part.done) showFacets();
    if (wish) wish();
    wish = null;
    if (part.done) announce(count.textContent);
  }

  function counted(part) {
    if (!part.total && part.missing) return jx.word("search_unsure", { words: state.text });
    if (!part.total) return jx.word("search_none", { words: state.text });
    if (part.exact !== false || part.total <= part.results.length) return jx.word("search_found_for", { words: state.text, count: part.total });
    return jx.word(part.total >= 1000 ? "search_over_for" : "search_about_for", { words: state.text, count: part.total >= 1000 ? 1000 : part.total });
  }

  /** Says the count after a rest, so that typing is not interrupted. */
  function announce(text) {
    window.clearTimeout(saying);
    saying = window.setTimeout(function () { jx.say(text); }, 500);
  }

  /** Puts results into the list from a place on; the focus stays on the result that has it. */
  function put(results, from) {
    var held = list.contains(document.activeElement) ? document.activeElement.href : "";
    while (list.children.length > from) list.removeChild(list.lastChild);
    var items = document.createDocumentFragment();
    if (!from) wasWhole = false;
    results.forEach(function (result) {
      items.appendChild(item(result, wasWhole && result.whole === false));
      wasWhole = result.whole !== false;
    });
    list.appendChild(items);
    jx.enliven(list);
    if (!held || list.contains(document.activeElement)) return;
    var again = Array.prototype.filter.call(list.querySelectorAll("a"), function (a) { return a.href === held; })[0];
    (again || count).focus();
  }

  /** How many the next step brings: what lacks words fills a page, and is not asked for. */
  function step() {
    var rest = answer.total - list.children.length;
    return answer.exact === false && rest > 0 ? STEP : Math.min(STEP, rest);
  }

  function showMore() {
    var isLast = step() <= 0 || !answer.results.length;
    if (isLast && document.activeElement === more) count.focus();
    more.hidden = isLast;
    more.textContent = jx.word("search_more", { count: step() });
  }

  function showFault(part) {
    var version = part.error === "version";
    var isMissing = !part.error && part.done && part.missing > 0;
    var held = fault.contains(document.activeElement);
    fault.hidden = !part.error && !isMissing;
    if (fault.hidden && held) count.focus();
    if (fault.hidden) return;
    fault.textContent = "";
    fault.appendChild(jx.make("span", "", isMissing ? jx.word("search_missing") : version ? jx.word("search_version") : jx.word("search_failed")));
    var retry = button("jx-find__retry", version ? jx.word("search_reload") : jx.word("search_retry"), function () {
      if (version) window.location.reload();
      else search(list.children.length);
    });
    fault.appendChild(retry);
    if (held) retry.focus();
  }

  /** What the engine did beyond the words, with the way back. */
  function showDid(part) {
    did.textContent = "";
    var undone = null;
    joined(part.did || []).forEach(function (step) {
      var key = "search_did_" + step.what;
      if (!jx.words[key]) return;
      var line = did.appendChild(jx.make("li"));
      line.appendChild(jx.make("span", "jx-find__step", jx.word(key, { from: step.from, to: step.to })));
      if (/^(homophone|typo|question|pinyin|initials|short)$/.test(step.what)) undone = line;
    });
    if (undone && !state.literal) undone.appendChild(button("jx-find__undo", jx.word("search_literal", { words: state.text }), function () {
      go(changed(state, { literal: true }), count);
    }));
  }

  function showChips() {
    var held = Array.prototype.indexOf.call(chips.querySelectorAll("button"), document.activeElement);
    var total = 0;
    chips.textContent = "";
    FILTERS.forEach(function (key) {
      (state.filters[key] || []).forEach(function (code) {
        var text = jx.word("facet_value", { facet: facets.label(key), value: facets.name(key, code) });
        var chip = button("jx-find__chip", text, function () { go(toggled(state, key, code)); });
        chip.setAttribute("aria-label", jx.word("facet_drop", { value: text }));
        chips.appendChild(jx.make("li")).appendChild(chip);
        total += 1;
      });
    });
    if (total > 1) {
      chips.appendChild(jx.make("li")).appendChild(button("jx-find__chip jx-find__chip--all", jx.word("facet_clear"), function () {
        go(changed(state, { filters: {} }));
      }));
    }
    one("active").textContent = total ? jx.word("search_active", { count: total }) : "";
    if (held < 0) return;
    var rest = chips.querySelectorAll("button");
    (rest[Math.min(held, rest.length - 1)] || count).focus();
  }

  function showFacets() {
    var number = asked, part = answer;
    engine.facets(facets.wanted(state), function (found) {
      if (number !== asked) return;
      found.forEach(function (facet) { facets.show(facet, state); });
      showChips();
      // The names of filters are known by now.
      if (part.done && !part.results.length) showCures(part);
    });
  }

  /** Ways out where nothing was found: other words of the engine, and each filter with what comes without it. */
  function showCures(part) {
    cures.textContent = "";
    function cure(text, next) {
      return cures.appendChild(jx.make("li")).appendChild(button("jx-find__cure", text, function () { go(next, count); }));
    }
    (part.did || []).forEach(function (step) {
      if (step.to && /^(homophone|typo|pinyin|initials)$/.test(step.what)) {
        var text = state.text.replace(step.from, function () { return step.to.split("、")[0]; });
        cure(jx.word("search_try", { words: text }), changed(state, { text: text }));
      }
    });
    var tries = FILTERS.filter(function (key) { return state.filters[key]; }).map(function (key) {
      var values = state.filters[key].map(function (code) { return facets.name(key, code); }).join(jx.word("search_list"));
      var value = jx.word("facet_value", { facet: facets.label(key), value: values });
      return { value: value, next: toggled(state, key), button: cure(jx.word("search_drop", { value: value }), toggled(state, key)) };
    });
    if (tries.length) countCures(tries, asked);
  }

  /** Counts one after the other; at last the engine is asked again for what is shown, whose facets it keeps. */
  function countCures(tries, number) {
    var next = tries.shift(), filters = next ? next.next.filters : state.filters;
    engine.query(state.text, { filters: filters, sort: state.sort, from: 0, size: 1, literal: state.literal }, function (part) {
      if (number !== asked || !part.done || !next) return;
      if (part.total) next.button.textContent = jx.word("facet_without", { value: next.value, count: part.total });
      else next.button.parentNode.hidden = document.activeElement !== next.button;
      countCures(tries, number);
    });
  }

  /** Goes to another state, by an entry of its own in the history. */
  function go(next, focus) {
    window.clearTimeout(typing);
    var inside = whole.contains(document.activeElement) ? document.activeElement : null;
    if (next.text !== state.text) field.value = next.text;
    state = next;
    write(true);
    settle(true);
    // What was pressed may go with the answer.
    wish = function () {
      if (focus) focus.focus();
      else if (inside && !page.contains(document.activeElement)) count.focus();
    };
    search();
  }

  /** Writes the state into the address; nothing is lost but the address where that is barred. */
  function write(isNew) {
    try {
      window.history[isNew ? "pushState" : "replaceState"](isNew ? null : place(), "", address(state));
    } catch (error) { /* From some disks the address cannot be changed. */ }
  }

  function place() {
    return { y: window.pageYOffset, shown: list.children.length };
  }

  /** A query that has rested is an entry in the history; the next one gets its own. */
  function settle(isAtOnce) {
    window.clearTimeout(settling);
    settled = isAtOnce && !!state.text;
    settling = window.setTimeout(function () {
      settled = !!state.text;
      jx.remember(state.text);
    }, 600);
  }

  function read(isAtOnce) {
    window.clearTimeout(typing);
    var text = cleaned(field.value);
    if (text !== state.text) {
      state = changed(state, { text: text, literal: false });
      write(settled);
      settle(false);
      search();
    } else if (isAtOnce) search();
    if (isAtOnce) settle(true);
  }

  function typed(event) {
    window.clearTimeout(typing);
    if (event && event.isComposing === false) composing = false;
    if (!composing) typing = window.setTimeout(read, 120);
  }

  field.addEventListener("compositionstart", function () {
    composing = true;
    window.clearTimeout(typing);
  });
  field.addEventListener("compositionend", function () {
    composing = false;
    typed();
  });
  field.addEventListener("input", typed);
  form.addEventListener("submit", function (event) {
    event.preventDefault();
    wish = function () { count.focus(); };
    read(true);
  });
  sort.addEventListener("change", function () { go(changed(state, { sort: sort.value })); });
  more.addEventListener("click", function () {
    var first = list.children.length;
    ask(first, step(), function (part) {
      if (part.error) {
        draw(part);
        return;
      }
      answer.total = part.total;
      put(part.results, first);
      drawn = "";
      if (!part.results.length) answer.total = first;
      showMore();
      if (part.results.length && !list.contains(document.activeElement)) list.children[first].querySelector("a").focus();
      if (part.done) write(false);
    });
  });
  facets.whenOpened(function () { if (answer) showFacets(); });

  var opener = one("opener"), panel = one("panel");
  function open(is) {
    opener.setAttribute("aria-expanded", String(is));
    panel.classList.toggle("jx-find__panel--open", is);
  }
  opener.addEventListener("click", function () { open(opener.getAttribute("aria-expanded") === "false"); });
  one("closer").addEventListener("click", function () {
    open(false);
    opener.focus();
  });

  /** Draws the state of the address, at the place where it was left. */
  function restore(kept) {
    state = parse(window.location.search);
    field.value = state.text;
    settle(true);
    if (kept && kept.y) wish = function () { window.scrollTo(0, kept.y); };
    search(Math.min(Math.max(kept && kept.shown || 0, STEP), SHOWN_MAX));
  }

  var resting = 0;
  window.addEventListener("scroll", function () {
    window.clearTimeout(resting);
    resting = window.setTimeout(function () { if (answer) write(false); }, 200);
  });
  window.addEventListener("popstate", function (event) {
    window.clearTimeout(resting);
    restore(event.state);
  });
  if (window.location.search) restore(window.history.state);
});
