// Lists to tick off. The drawn boxes become real ones; what is ticked is kept in the page alone, so
// that a shared computer holds no traces, unless the visitor asks for it.
var tickWords = { ticks: ["ticks", "ticks_done"], checks: ["checks", "checks_done"] };

function tickBar(list, key) {
  var bar = jx.make("div", "jx-tickbar");
  var count = jx.make("span", "jx-tickbar__count");
  var label = jx.make("label", "jx-tickbar__keep");
  var keep = document.createElement("input");
  keep.type = "checkbox";
  keep.autocomplete = "off";
  keep.checked = jx.store(key) !== null;
  label.appendChild(keep);
  label.appendChild(document.createTextNode(jx.word("ticks_keep")));
  bar.appendChild(count);
  bar.appendChild(label);
  bar.appendChild(jx.make("span", "jx-note", jx.word("ticks_note")));
  list.parentNode.insertBefore(bar, list.nextSibling);
  return { count: count, keep: keep };
}

function tickBox(row, id, isTicked) {
  var drawn = row.querySelector(".jx-tick__box");
  var name = row.querySelector(".jx-tick__name");
  if (!drawn || !name) return null;
  var box = document.createElement("input");
  box.type = "checkbox";
  box.autocomplete = "off";
  box.className = "jx-tick__box";
  box.id = id;
  box.checked = isTicked;
  drawn.parentNode.replaceChild(box, drawn);
  var label = jx.make("label", "jx-tick__name", name.textContent);
  label.htmlFor = id;
  name.parentNode.replaceChild(label, name);
  row.classList.toggle("jx-tick--done", isTicked);
  return box;
}

jx.add("[data-jx-ticks]", function (list) {
  var kind = list.getAttribute("data-jx-ticks");
  var key = "jx-ticks " + kind + " " + window.location.pathname;
  var ticked = (jx.store(key) || "").split(" ");
  var boxes = [];
  var bar = tickBar(list, key);
  function show(aloud) {
    var done = boxes.filter(function (box) { return box.checked; });
    var all = done.length === boxes.length;
    bar.count.textContent = jx.word((tickWords[kind] || tickWords.ticks)[all ? 1 : 0], { done: done.length, all: boxes.length });
    if (aloud) jx.say(bar.count.textContent);
    jx.store(key, bar.keep.checked ? done.map(function (box) { return box.id; }).join(" ") : null);
  }
  Array.prototype.forEach.call(list.querySelectorAll(".jx-tick"), function (row, index) {
    var id = "x-" + kind + "-" + (index + 1);
    var box = tickBox(row, id, ticked.indexOf(id) >= 0);
    if (!box) return;
    boxes.push(box);
    box.addEventListener("change", function () {
      row.classList.toggle("jx-tick--done", box.checked);
      show(true);
    });
  });
  bar.keep.addEventListener("change", function () { show(false); });
  show(false);
});
