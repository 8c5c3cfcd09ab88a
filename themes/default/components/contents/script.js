// The contents follow the reader: the clause in view is marked and named, the list scrolled within its
// own box. A chapter is opened only for who has aimed at a clause: while scrolling nothing may move. On a phone the list is folded below its heading. One button copies the address
// of the clause that is aimed at, else of the one in view.

/** Links to places of the page, each with the element it leads to, in the order of the page. */
function placesOf(nav) {
  var places = [];
  Array.prototype.forEach.call(nav.querySelectorAll("a[href^='#']"), function (link) {
    var target = document.getElementById(decodeURIComponent(link.getAttribute("href").slice(1)));
    var last = places[places.length - 1];
    if (!target) return;
    if (last && last.target === target) last.link = link;
    else places.push({ link: link, target: target });
  });
  return places.filter(function (place, at) {
    var before = places[at - 1];
    return !before || before.target.compareDocumentPosition(place.target) & Node.DOCUMENT_POSITION_FOLLOWING;
  });
}

/** The last place that begins above a line; the places stand in the order of the page. */
function lastAbove(places, line) {
  var low = 0;
  var high = places.length;
  while (low < high) {
    var middle = (low + high) >> 1;
    if (places[middle].target.getBoundingClientRect().top <= line) low = middle + 1;
    else high = middle;
  }
  return places[low - 1];
}

function follow(nav, places) {
  var body = nav.querySelector(".jx-contents__body");
  var now = nav.querySelector(".jx-contents__now");
  var current;
  var waits = false;

  function groupsOf(link) {
    var groups = [];
    for (var group = link.parentNode; group && group !== nav; group = group.parentNode) {
      if (group.tagName === "DETAILS") groups.push(group);
    }
    return groups;
  }

  function mark(place, isAimed) {
    var groups = place ? groupsOf(place.link) : [];
    if (current) current.link.removeAttribute("aria-current");
    Array.prototype.forEach.call(nav.querySelectorAll(".jx-contents__here"), function (group) {
      group.classList.remove("jx-contents__here");
    });
    groups.forEach(function (group) {
      group.classList.add("jx-contents__here");
      if (isAimed) group.open = true;
    });
    current = place;
    if (now) now.textContent = place ? nameOf(place, groups) : "";
    if (!place) return;
    place.link.setAttribute("aria-current", "location");
    var closed = groups.filter(function (group) { return !group.open; });
    var shown = closed.length ? closed[closed.length - 1].querySelector("summary") : place.link;
    var box = body.getBoundingClientRect();
    var line = shown.getBoundingClientRect();
    if (body.scrollHeight > body.clientHeight && (line.top < box.top + 40 || line.bottom > box.bottom - 40)) {
      body.scrollTop += line.top - box.top - body.clientHeight / 2;
    }
  }

  /** 第五章 第三节 第一百二十条. */
  function nameOf(place, groups) {
    var names = groups.map(function (group) { return group.querySelector("summary").textContent.split(" ")[0]; });
    return names.reverse().concat(place.link.textContent).join(" ");
  }

  function look(isAimed) {
    waits = false;
    var place = lastAbove(places, 120);
    if (isAimed || place !== current) mark(place, isAimed);
  }

  window.addEventListener("scroll", function () {
    if (waits) return;
    waits = true;
    window.requestAnimationFrame(function () { look(false); });
  });
  /** Whether the address names a place in the text: the way to the contents opens nothing in them. */
  function isAimedAtText() {
    var place = document.getElementById(decodeURIComponent(window.location.hash.slice(1)));
    return Boolean(place && place.closest(".jx-prose"));
  }

  window.addEventListener("hashchange", function () { look(isAimedAtText()); });
  if (window.location.hash) look(isAimedAtText());
}

jx.add(".jx-contents", function (nav) {
  var toggle = nav.querySelector(".jx-contents__toggle");
  if (!toggle) return;
  function show(isOpen) {
    nav.classList.toggle("jx-contents--open", isOpen);
    toggle.setAttribute("aria-expanded", String(isOpen));
    toggle.textContent = jx.word(isOpen ? "contents_hide" : "contents_show");
  }
  toggle.addEventListener("click", function () { show(toggle.getAttribute("aria-expanded") !== "true"); });
  // Who has chosen a line on a phone wants to read; who comes back wants the list.
  nav.addEventListener("click", function (event) {
    if (event.target.tagName === "A") show(false);
  });
  function returned() {
    if (window.location.hash === "#" + nav.id) show(true);
  }
  window.addEventListener("hashchange", returned);
  returned();
  if (nav.classList.contains("jx-contents--follow")) follow(nav, placesOf(nav));
});
