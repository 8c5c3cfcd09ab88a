// Narrows the overview to levels and words; the choice stands in the address, so that it outlives a reload.
(function () {
  "use strict";

  var form = document.querySelector(".filter");
  if (!form) return;
  var boxes = Array.prototype.slice.call(form.querySelectorAll("[name=level]"));
  var field = form.querySelector("[name=text]");
  var findings = Array.prototype.slice.call(document.querySelectorAll(".findings .finding"));
  var asked = new URLSearchParams(location.search);

  if (asked.has("levels")) {
    var levels = asked.get("levels").split(" ");
    boxes.forEach(function (box) { box.checked = levels.indexOf(box.value) >= 0; });
  }
  field.value = asked.get("text") || "";

  function narrow() {
    var chosen = boxes.filter(function (box) { return box.checked; }).map(function (box) { return box.value; });
    var wanted = field.value.trim().toLowerCase();
    findings.forEach(function (finding) {
      var hasLevel = chosen.indexOf(finding.getAttribute("data-level")) >= 0;
      finding.hidden = !hasLevel || finding.textContent.toLowerCase().indexOf(wanted) < 0;
    });
    var query = new URLSearchParams({ levels: chosen.join(" ") });
    if (wanted) query.set("text", field.value);
    history.replaceState(null, "", "?" + query);
  }

  form.addEventListener("input", narrow);
  form.addEventListener("submit", function (event) { event.preventDefault(); });
  narrow();
}());
