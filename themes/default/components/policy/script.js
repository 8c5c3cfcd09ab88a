// The clause that is aimed at gets its tools: copy its address, back to the contents, to the contact.
// Addresses lead to the version whose text stands on the page, so that they stay true after a change.

/** 第十二条 of the clause or paragraph. */
function labelOf(place) {
  for (var at = place; at; at = at.previousElementSibling) {
    var label = at.querySelector(".jx-clause");
    if (label) return label.textContent;
  }
  return "";
}

/** The element of the text that the address names. */
function aimed() {
  var id = decodeURIComponent(window.location.hash.slice(1));
  var place = id && document.getElementById(id);
  return place && place.parentNode.classList.contains("jx-prose--policy") ? place : null;
}

/** The clause at the top of the window. */
function inView(clauses) {
  var low = 0;
  var high = clauses.length;
  while (low < high) {
    var middle = (low + high) >> 1;
    if (clauses[middle].getBoundingClientRect().top <= 120) low = middle + 1;
    else high = middle;
  }
  return clauses[Math.max(low - 1, 0)].parentNode;
}

function isSeen(place) {
  var box = place.getBoundingClientRect();
  return box.bottom > 0 && box.top < window.innerHeight;
}

function addressOf(button, place) {
  var link = document.createElement("a");
  link.href = button.getAttribute("data-jx-copy") || window.location.href;
  return link.href.replace(/#.*$/, "") + "#" + place.id;
}

/** Where the clipboard is barred, as on http, a field with the address selected stands in. */
function offer(said, address) {
  var field = jx.make("input");
  field.readOnly = true;
  field.value = address;
  field.setAttribute("aria-label", jx.word("clause_address"));
  said.appendChild(field);
  field.focus();
  field.select();
}

function copy(button, place) {
  var address = addressOf(button, place);
  var label = labelOf(place);
  var said = button.parentNode.querySelector(".jx-copied");
  if (!said) said = button.parentNode.appendChild(jx.make("span", "jx-copied"));
  function tell(key) {
    said.textContent = jx.word(key, { label: label });
    jx.say(said.textContent);
  }
  function barred() {
    tell("clause_select");
    offer(said, address);
  }
  if (!window.navigator.clipboard || !window.isSecureContext) {
    barred();
    return;
  }
  window.navigator.clipboard.writeText(address).then(function () { tell("clause_copied"); }, barred);
}

jx.add(".jx-prose--policy", function (text) {
  var clauses = text.querySelectorAll(":scope > p > .jx-clause, :scope > h2 > .jx-clause, :scope > h3 > .jx-clause, :scope > h4 > .jx-clause");
  var button = document.querySelector("[data-jx-copy]");
  if (!clauses.length || !button) return;
  button.addEventListener("click", function () {
    var place = aimed();
    copy(button, place && isSeen(place) ? place : inView(clauses));
  });
  var bar = jx.make("span", "jx-clausebar");
  var own = jx.make("button", "", jx.word("clause_copy"));
  own.type = "button";
  own.setAttribute("data-jx-copy", button.getAttribute("data-jx-copy"));
  own.addEventListener("click", function () { copy(own, bar.parentNode); });
  bar.appendChild(own);
  var contact = document.getElementById("x-contact") ? "x-contact" : "jx-contact";
  [["x-contents", "clause_contents"], [contact, "clause_contact"]].forEach(function (way) {
    if (!document.getElementById(way[0])) return;
    var link = jx.make("a", "", jx.word(way[1]));
    link.href = "#" + way[0];
    bar.appendChild(link);
  });
  function place() {
    var clause = aimed();
    if (!clause) return;
    var said = bar.querySelector(".jx-copied");
    if (said) bar.removeChild(said);
    var label = clause.querySelector(".jx-clause");
    clause.insertBefore(bar, label ? label.nextSibling : clause.firstChild);
  }
  window.addEventListener("hashchange", place);
  place();
});

// The build knew the state of its day; the browser may only lower it.
jx.add(".jx-validity[data-jx-expires]", function (element) {
  var last = element.getAttribute("data-jx-expires");
  var state = element.getAttribute("data-jx-validity");
  if (!last || ["in_force", "expiring", "partly_in_force"].indexOf(state) < 0 || jx.today() <= last) return;
  var badge = element.querySelector(".jx-badge");
  badge.className = "jx-badge jx-badge--expired";
  badge.textContent = jx.word("policy_expired");
});
