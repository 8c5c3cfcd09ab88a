// Narrows the days of the calendar in place. The state stands in the address: what, topic.
jx.add(".jx-daysift", function (form) {
  var selects = Array.prototype.slice.call(form.querySelectorAll("select"));
  var days = Array.prototype.slice.call(document.querySelectorAll(".jx-days__day"));
  var heading = form.parentNode.querySelector("h2 .jx-count");
  var whole = heading ? heading.textContent : "";

  function apply() {
    var wanted = {};
    selects.forEach(function (select) { wanted[select.name] = select.value; });
    var count = 0;
    days.forEach(function (day) {
      var left = 0;
      Array.prototype.forEach.call(day.querySelectorAll(".jx-occasion"), function (item) {
        var what = item.getAttribute("data-jx-what");
        // What leads to the rest of a day has no kind and stays.
        var topics = (item.getAttribute("data-jx-topics") || "").split(" ");
        var fits = what === null || ((!wanted.what || what === wanted.what) && (!wanted.topic || topics.indexOf(wanted.topic) >= 0));
        item.hidden = !fits;
        if (fits) left += 1;
        if (fits && what !== null) count += 1;
      });
      day.hidden = !left;
    });
    var text = wanted.what || wanted.topic ? jx.word("day_found", { count: count }) : whole;
    if (heading) heading.textContent = text;
    return text;
  }

  function read() {
    selects.forEach(function (select) {
      var found = new RegExp("[?&]" + select.name + "=([a-z0-9_-]+)").exec(window.location.search);
      select.value = found ? found[1] : "";
      if (select.selectedIndex < 0) select.value = "";
    });
    apply();
  }

  form.addEventListener("submit", function (event) { event.preventDefault(); });
  form.addEventListener("change", function () {
    jx.say(apply());
    var parts = window.location.search.replace(/^\?/, "").split("&").filter(function (part) {
      return part && !selects.some(function (select) { return part.indexOf(select.name + "=") === 0; });
    });
    selects.forEach(function (select) { if (select.value) parts.push(select.name + "=" + select.value); });
    try {
      window.history.replaceState(null, "", window.location.pathname + (parts.length ? "?" + parts.join("&") : ""));
    } catch (error) { /* From some disks the address cannot be changed. */ }
  });
  if (window.location.search) read();
});
