// The preview's script: tells the server which page is open, loads it anew when its bytes have changed, swaps style
// sheets, and shows what was found in a bar at the bottom.
//
// It is in served pages only. Everything that it shows stands in a shadow root, so that neither the page's styles
// nor the bar's reach over.
(function () {
  "use strict";

  /** How long a page that nobody sees keeps its connection: a browser has six of them for one server. */
  var HIDDEN_MS = 20000;
  var script = document.currentScript;
  var seen = script ? script.getAttribute("data-seen") : "";
  var home = "/_juxian/";
  var memory = "juxian-preview-open";
  var place = "juxian-preview-scroll:" + location.pathname;
  var source = null;
  var hello = null;
  var state = null;
  var lost = false;
  var resting = 0;
  var shown = null;

  // ---- memory that outlives a reload

  function remember(key, value) {
    try {
      sessionStorage.setItem(key, value);
    } catch (error) {
      // Without storage the bar begins closed, and the browser keeps the place by itself.
    }
  }

  function recall(key) {
    try {
      return sessionStorage.getItem(key);
    } catch (error) {
      return null;
    }
  }

  // ---- listening

  function listen() {
    if (source || document.visibilityState === "hidden") return;
    source = new EventSource(
      home + "events?page=" + encodeURIComponent(location.pathname) + "&seen=" + encodeURIComponent(seen)
    );
    source.addEventListener("hello", function (event) {
      hello = JSON.parse(event.data);
      lost = false;
    });
    source.addEventListener("state", function (event) {
      take(JSON.parse(event.data));
    });
    source.onerror = function () {
      lost = true;
      show();
    };
  }

  function rest() {
    if (!source || document.visibilityState !== "hidden") return;
    source.close();
    source = null;
  }

  document.addEventListener("visibilitychange", function () {
    window.clearTimeout(resting);
    if (document.visibilityState === "hidden") resting = window.setTimeout(rest, HIDDEN_MS);
    else listen();
  });

  // ---- what a build changed

  function take(next) {
    lost = false;
    if (next.reload) {
      reload();
      return;
    }
    // Until the rules have been looked at, what they found before stays; it would come and go at each save.
    if (state && !next.is_checked && !next.failure) {
      next.findings = state.findings;
      next.more = state.more;
      next.counts = state.counts;
    }
    state = next;
    swap(next.sheets, next.base);
    show();
  }

  function reload() {
    remember(place, JSON.stringify([window.pageXOffset, window.pageYOffset]));
    if (source) source.close();
    location.reload();
  }

  /** The browser keeps the place of a page that is loaded anew, unless it was empty for a moment. */
  function restore() {
    var kept = recall(place);
    if (!kept) return;
    remember(place, "");
    var at = JSON.parse(kept);
    if (Math.abs(window.pageYOffset - at[1]) > 1) window.scrollTo(at[0], at[1]);
  }

  function path(address) {
    return new URL(address, location.href).pathname;
  }

  function nameOf(address) {
    return address.replace(/-[0-9a-f]{8}\.css$/, ".css");
  }

  /** Puts the newest style sheets in the place of those of the same name; the old one goes when the new one is there. */
  function swap(sheets, base) {
    var newest = {};
    sheets.forEach(function (route) {
      newest[nameOf(base + route)] = base + route;
    });
    var links = document.querySelectorAll("link[rel~=stylesheet]");
    Array.prototype.forEach.call(links, function (link) {
      var now = path(link.href);
      var next = newest[nameOf(now)];
      if (!next || next === now || link.hasAttribute("data-juxian-old")) return;
      var fresh = link.cloneNode();
      fresh.href = next;
      link.setAttribute("data-juxian-old", "");
      fresh.onload = fresh.onerror = function () {
        if (link.parentNode) link.parentNode.removeChild(link);
      };
      link.parentNode.insertBefore(fresh, link.nextSibling);
    });
  }

  // ---- the bar

  function element(name, className, text) {
    var made = document.createElement(name);
    if (className) made.className = className;
    if (text !== undefined) made.textContent = text;
    return made;
  }

  function build() {
    var host = element("div");
    host.id = "juxian-preview";
    var root = host.attachShadow({ mode: "open" });
    var sheet = element("link");
    sheet.rel = "stylesheet";
    sheet.href = home + "live.css";
    var bar = element("aside", "bar");
    bar.lang = hello.lang;
    var line = element("div", "line");
    var list = element("div", "list");
    list.id = "list";
    list.tabIndex = 0;
    list.setAttribute("role", "group");
    var button = element("button", "toggle");
    button.type = "button";
    button.setAttribute("aria-controls", "list");
    button.addEventListener("click", function () {
      remember(memory, isOpen() ? "no" : "yes");
      show();
    });
    bar.addEventListener("keydown", function (event) {
      if (event.key !== "Escape" || !isOpen()) return;
      remember(memory, "no");
      show();
      button.focus();
    });
    var said = element("p", "said");
    said.setAttribute("role", "status");
    bar.appendChild(list);
    bar.appendChild(line);
    root.appendChild(sheet);
    root.appendChild(bar);
    document.body.appendChild(host);
    sheet.onload = makeRoom;
    window.addEventListener("resize", makeRoom);
    return { host: host, bar: bar, line: line, list: list, button: button, said: said };
  }

  /** Whether the findings are shown: as the reader chose, else when something is wrong that has to be mended. */
  function isOpen() {
    var chosen = recall(memory);
    if (chosen) return chosen === "yes";
    return Boolean(state && state.failure);
  }

  /** Leaves room below the page, so that its end can be read. */
  function makeRoom() {
    if (!shown) return;
    var height = Math.ceil(shown.bar.getBoundingClientRect().height);
    document.documentElement.style.setProperty("padding-bottom", height + 16 + "px");
  }

  function show() {
    if (!hello || !state || !document.body) return;
    if (!shown) shown = build();
    var words = hello.words;
    shown.bar.setAttribute("aria-label", words.bar);
    shown.list.setAttribute("aria-label", words.of_page);
    var hadFocus = shown.host.shadowRoot.activeElement === shown.button;
    shown.line.textContent = "";
    shown.list.textContent = "";
    chips(words);
    details(words);
    var open = isOpen() && shown.list.childNodes.length > 0;
    shown.list.hidden = !open;
    shown.button.hidden = !shown.list.childNodes.length;
    shown.button.textContent = open ? words.close : words.open;
    shown.button.setAttribute("aria-expanded", String(open));
    shown.bar.classList.toggle("bar--open", open);
    shown.bar.classList.toggle("bar--failed", Boolean(lost || state.failure));
    if (hadFocus && !shown.button.hidden) shown.button.focus();
    makeRoom();
  }

  function chips(words) {
    function chip(text, level) {
      var made = element("span", "chip", text);
      if (level) made.setAttribute("data-level", level);
      shown.line.appendChild(made);
    }
    if (lost) chip(words.lost, "refused");
    if (state.failure) chip(words.failed, "refused");
    var why = {};
    state.kept.forEach(function (kept) {
      if (why[kept.why]) return;
      why[kept.why] = true;
      chip(words.why[kept.why] + " · " + words.unpublished, "kept");
    });
    ["refused", "error", "warning"].forEach(function (level) {
      var count = state.findings.filter(function (found) { return found.level === level; }).length;
      if (count) chip(words.levels[level] + " " + count, level);
    });
    if (!state.findings.length && !state.failure && !lost) chip(words.none, "none");
    shown.line.appendChild(shown.button);
    var link = element("a", "all", words.overview + total());
    link.href = home;
    shown.line.appendChild(link);
    shown.line.appendChild(shown.said);
    // The overview says all of this itself; there the bar tells only what came since.
    if (location.pathname !== home) return;
    shown.line.textContent = "";
    if (lost) chip(words.lost, "refused");
    shown.line.appendChild(shown.said);
    shown.bar.hidden = !lost && !shown.said.textContent;
  }

  function total() {
    var sum = ["refused", "error", "warning"].reduce(function (sum, level) {
      return sum + (state.counts[level] || 0);
    }, 0);
    return sum ? " " + sum : "";
  }

  function details(words) {
    if (state.failure) {
      shown.list.appendChild(element("p", "note", state.failure.message));
      state.failure.findings.forEach(function (found) {
        shown.list.appendChild(finding(found, words));
      });
      shown.list.appendChild(element("p", "note", words.kept_last));
    }
    state.findings.forEach(function (found) {
      shown.list.appendChild(finding(found, words));
    });
    if (state.more) shown.list.appendChild(element("p", "note", words.more));
    if (state.findings.length && !state.is_checked) shown.list.appendChild(element("p", "note", words.checking));
  }

  function finding(found, words) {
    var made = element("div", "finding");
    made.setAttribute("data-level", found.level);
    var head = element("p", "message");
    head.appendChild(element("span", "level", words.levels[found.level]));
    head.appendChild(document.createTextNode(" " + found.message + " "));
    head.appendChild(element("span", "code", found.code));
    made.appendChild(head);
    if (found.path) made.appendChild(where(found, words));
    if (found.source.trim()) made.appendChild(element("code", "source", found.source));
    if (found.help) made.appendChild(element("p", "help", "→ " + found.help));
    return made;
  }

  /** The place of a finding, as something to open where there is an editor. */
  function where(found, words) {
    var text = found.path + (found.line ? ":" + found.line + ":" + found.column : "");
    var line = element("p", "place");
    var made;
    if (found.href) {
      made = element("a", "edit", text);
      made.href = found.href;
    } else if (hello.editor === "command") {
      made = element("button", "edit", text);
      made.type = "button";
      made.addEventListener("click", function () {
        edit(found, words);
      });
    } else {
      made = element("span", "", text);
    }
    if (made.className) made.title = words.edit;
    line.appendChild(made);
    return line;
  }

  function edit(found, words) {
    function say(text) {
      shown.said.textContent = text;
      shown.bar.hidden = false;
      makeRoom();
    }
    fetch(home + "open", {
      method: "POST",
      headers: { "x-juxian-token": hello.token },
      body: JSON.stringify({ path: found.path, line: found.line, column: found.column })
    }).then(function (answer) {
      say(answer.ok ? words.opened : words.not_opened);
    }, function () {
      say(words.not_opened);
    });
  }

  // Buttons of the overview open files too.
  document.addEventListener("click", function (event) {
    var button = event.target;
    if (!hello || !button.getAttribute || button.getAttribute("data-path") === null) return;
    if (location.pathname !== home) return;
    var found = {
      path: button.getAttribute("data-path"),
      line: Number(button.getAttribute("data-line")),
      column: Number(button.getAttribute("data-column"))
    };
    edit(found, hello.words);
  });

  window.addEventListener("load", restore);
  listen();
}());
