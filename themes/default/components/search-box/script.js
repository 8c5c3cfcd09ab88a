// Suggestions below a search box: an editable combobox with a list. The engine is fetched at the first
// focus or key. While an input method composes, keys are its own and nothing is asked. What was asked
// is remembered in this page alone.

/** What was asked on this page, newest first. */
jx.recent = [];
/** @type {Object<string, *>} */
var engines = {};

/**
 * The engine of the index that stands beside a search page; the head of the index comes at the same time.
 * @param {string} action route of the search page: `en/ss/index.html`
 * @param {function(?Error, *): void} then
 */
jx.engine = function (action, then) {
  var prefix = action.replace(/[^/]*$/, "");
  if (engines[prefix]) {
    then(null, engines[prefix]);
    return;
  }
  jx.load(prefix + "head.js", function () {});
  jx.load("ss/reader.js", function (error) {
    if (jx.search && !engines[prefix]) engines[prefix] = jx.search({ load: bring, prefix: prefix });
    then(engines[prefix] ? null : error, engines[prefix]);
  });
};

/** The engine keeps what it needs, and no more than it may. */
function bring(path, then) {
  jx.load(path, function (error, data) {
    jx.forget(path);
    then(error, data);
  });
}

/** Remembers what was asked. */
jx.remember = function (text) {
  if (text) jx.recent = [text].concat(jx.recent.filter(function (other) { return other !== text; })).slice(0, 5);
};

/**
 * Puts a text into an element, ranges of it marked.
 * @param {HTMLElement} element
 * @param {string} text
 * @param {number[][]=} ranges in order, from and to
 * @param {string=} name of the elements for them
 */
jx.marked = function (element, text, ranges, name) {
  var end = 0;
  (ranges || []).forEach(function (range) {
    var from = Math.max(range[0], end);
    if (range[1] <= from) return;
    element.appendChild(document.createTextNode(text.slice(end, from)));
    element.appendChild(jx.make(name || "mark", "", text.slice(from, range[1])));
    end = range[1];
  });
  element.appendChild(document.createTextNode(text.slice(end)));
  return element;
};

jx.add(".jx-search[data-jx-index]", function (form) {
  var field = form.querySelector("input");
  // Where results follow the typing, the list must not lie over them: it opens at an arrow key.
  var isDriven = !!form.closest(".jx-find");
  var list = jx.make("div", "jx-search__list");
  var options = [], active = -1, timer = 0, saying = 0, composing = false, asked = 0, isOpen = false;
  list.id = field.id + "-list";
  list.hidden = true;
  set(list, { role: "listbox", "aria-label": jx.word("suggest") });
  set(field, { role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": list.id });
  form.appendChild(list);

  function set(element, attributes) {
    Object.keys(attributes).forEach(function (name) { element.setAttribute(name, attributes[name]); });
  }

  function close() {
    window.clearTimeout(timer);
    window.clearTimeout(saying);
    asked += 1;
    isOpen = false;
    list.hidden = true;
    field.setAttribute("aria-expanded", "false");
    activate(-1);
  }

  function activate(place) {
    if (options[active]) options[active].node.setAttribute("aria-selected", "false");
    active = place;
    if (place < 0) {
      field.removeAttribute("aria-activedescendant");
      return;
    }
    var node = options[place].node;
    node.setAttribute("aria-selected", "true");
    field.setAttribute("aria-activedescendant", node.id);
    node.scrollIntoView({ block: "nearest" });
  }

  function open(found, place) {
    if (!found.length) {
      close();
      return;
    }
    activate(-1);
    list.textContent = "";
    options = found;
    found.forEach(function (option, number) {
      option.node.id = list.id + "-" + number;
      set(option.node, { role: "option", "aria-selected": "false" });
      option.node.addEventListener("click", option.choose);
      list.appendChild(option.node);
    });
    isOpen = true;
    list.hidden = false;
    field.setAttribute("aria-expanded", "true");
    if (place !== undefined) activate(place < 0 ? found.length - 1 : place);
    window.clearTimeout(saying);
    saying = window.setTimeout(function () { jx.say(jx.word("suggest_count", { count: found.length })); }, 500);
  }

  function suggestion(one) {
    var node = jx.make("div", "jx-search__option");
    jx.marked(node.appendChild(jx.make("span")), one.text, one.marks, "strong");
    node.appendChild(jx.make("span", "jx-note jx-search__kind", " " + [one.stateClass === "ended" && one.stateLabel, one.kindLabel || one.kind].filter(Boolean).join(" ")));
    return { node: node, choose: function () {
      close();
      window.location.href = jx.base + one.href;
    } };
  }

  function recent(text) {
    var node = jx.make("div", "jx-search__option");
    node.appendChild(jx.make("span", "", text));
    node.appendChild(jx.make("span", "jx-note jx-search__kind", jx.word("suggest_recent")));
    return { node: node, choose: function () {
      field.value = text;
      var event = document.createEvent("Event");
      event.initEvent("submit", true, true);
      if (form.dispatchEvent(event)) form.submit();
    } };
  }

  /** Asks for what fits; an answer that comes too late is dropped. */
  function ask(place) {
    var text = field.value.trim(), number = asked += 1;
    window.clearTimeout(timer);
    if (!text) {
      open(jx.recent.map(recent), place);
      return;
    }
    jx.engine(form.getAttribute("data-jx-index"), function (error, engine) {
      if (error || number !== asked) return;
      engine.suggest(text, function (found) {
        if (number === asked && document.activeElement === field) open((found || []).map(suggestion), place);
      });
    });
  }

  function typed(event) {
    // A composition may end unsaid, where the field is cleared.
    if (event && event.isComposing === false) composing = false;
    if (composing) return;
    close();
    timer = window.setTimeout(function () {
      if (!isDriven || !field.value.trim()) ask();
    }, 120);
  }

  field.addEventListener("focus", function () {
    jx.engine(form.getAttribute("data-jx-index"), function () {});
    if (!field.value && jx.recent.length) ask();
  });
  field.addEventListener("compositionstart", function () {
    composing = true;
    close();
  });
  field.addEventListener("compositionend", function () {
    composing = false;
    typed();
  });
  field.addEventListener("input", typed);
  field.addEventListener("blur", close);
  // A press on the list must not take the focus out of the field.
  list.addEventListener("mousedown", function (event) { event.preventDefault(); });
  form.addEventListener("submit", function () {
    jx.remember(field.value.trim());
    close();
  });
  field.addEventListener("keydown", function (event) {
    if (composing || event.isComposing || event.keyCode === 229) {
      // Browsers would send the form or clear the field, and the header would close.
      if (/^(Enter|Escape)$/.test(event.key)) event.preventDefault();
      event.stopPropagation();
      return;
    }
    var step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    if (step && event.altKey && step < 0) close();
    else if (step && !isOpen) ask(event.altKey ? undefined : step < 0 ? -1 : 0);
    else if (step) activate(active < 0 && step < 0 ? options.length - 1 : (active + step + options.length) % options.length);
    else if (event.key === "Escape" && isOpen) {
      close();
      event.stopPropagation();
    } else if (event.key === "Enter" && isOpen && active >= 0) options[active].choose();
    else {
      if (/^(Home|End|ArrowLeft|ArrowRight)$/.test(event.key)) activate(-1);
      return;
    }
    event.preventDefault();
  });
});
