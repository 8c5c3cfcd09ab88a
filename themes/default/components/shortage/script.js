// The catalogue, sorted and narrowed in place. Its state stands in the address: q, industry, degree,
// education, sort. Without this script the table stands as it was written.
jx.add("[data-jx-posts]", function (table) {
  var form = document.getElementById("x-sift");
  if (!form) return;
  var columns = ["post", "degree", "discipline", "education", "skill", "quantity", "salary"];
  var keys = ["q", "industry", "degree", "education", "sort"];
  var ranks = [/博士|doctor|ph\.?d/i, /硕士|研究生|master/i, /本科|学士|bachelor/i, /大专|专科|高职|college|diploma/i, /中专|中职|技工|高中|secondary/i];
  var groups = Array.prototype.map.call(table.tBodies, function (body) {
    return { body: body, head: body.rows[0], count: body.querySelector(".jx-count"), shown: 0 };
  });
  var flat = document.createElement("tbody");
  var none = jx.make("p", "jx-empty", jx.word("posts_none"));
  var count = form.querySelector(".jx-sift__count");
  var clear = form.querySelector(".jx-sift__clear");
  var headers = [];
  var isFlat = false;
  var timer = 0;
  /** @type {Array<{row: HTMLTableRowElement, group: number, index: number, text: string, values: Object<string, (string|number)>}>} */
  var posts = [];

  /** The lower end of a range of money or of people, as a number; nothing is below everything. */
  function number(text) {
    var found = /[\d.]+/.exec(text.replace(/,/g, ""));
    if (!found) return -1;
    return parseFloat(found[0]) * (/万/.test(text) ? 10000 : 1) * (/月|month/i.test(text) ? 12 : 1);
  }

  function rank(text) {
    for (var at = 0; at < ranks.length; at += 1) if (ranks[at].test(text)) return ranks.length - at;
    return text ? 0 : -1;
  }

  function read() {
    groups.forEach(function (group, at) {
      Array.prototype.slice.call(group.body.rows, 1).forEach(function (row) {
        var post = { row: row, group: at, index: posts.length, text: "", values: {} };
        columns.forEach(function (column, cell) { post.values[column] = row.cells[cell].textContent.trim(); });
        post.text = (row.textContent + " " + group.head.textContent).toLowerCase();
        post.education = post.values.education;
        post.degree = String(parseInt(post.values.degree, 10) || 0);
        post.values.degree = Number(post.degree);
        post.values.education = rank(post.education);
        post.values.quantity = number(post.values.quantity);
        post.values.salary = number(post.values.salary);
        posts.push(post);
      });
    });
  }

  function field(key) { return form.querySelector("#x-sift-" + key); }

  function state() {
    var values = {};
    keys.forEach(function (key) { values[key] = field(key).value.trim(); });
    return values;
  }

  function matches(post, values, terms) {
    return (!values.industry || String(post.group + 1) === values.industry) &&
      (!values.degree || post.degree === values.degree) &&
      (!values.education || post.education === values.education) &&
      terms.every(function (term) { return post.text.indexOf(term) >= 0; });
  }

  function order(sort) {
    var column = sort.replace("-", "");
    var sign = sort.charAt(0) === "-" ? -1 : 1;
    return posts.slice().sort(function (a, b) {
      var x = a.values[column], y = b.values[column];
      if (x === y) return a.index - b.index;
      if (typeof x === "number") return (x - y) * sign;
      if (!x || !y) return x ? -1 : 1;
      return x.localeCompare(y, "zh") * sign;
    });
  }

  /** Rows in one order lose their heading, so each says its industry itself. */
  function nameIndustries() {
    posts.forEach(function (post) {
      var name = groups[post.group].head.querySelector(".jx-shortage__name").textContent;
      post.row.cells[0].appendChild(jx.make("span", "jx-shortage__of", name));
    });
    nameIndustries = function () {};
  }

  function sortRows(sort) {
    if (!sort && !isFlat) return;
    table.classList.toggle("jx-shortage--flat", Boolean(sort));
    if (sort) {
      nameIndustries();
      var rows = document.createDocumentFragment();
      order(sort).forEach(function (post) { rows.appendChild(post.row); });
      flat.appendChild(rows);
      flat.setAttribute("lang", groups[0].body.lang);
      if (!groups[0].body.lang) flat.removeAttribute("lang");
      table.appendChild(flat);
    } else {
      posts.forEach(function (post) { groups[post.group].body.appendChild(post.row); });
      table.removeChild(flat);
    }
    isFlat = Boolean(sort);
  }

  function narrow(values) {
    var terms = values.q.toLowerCase().split(/\s+/).filter(Boolean);
    var total = 0;
    groups.forEach(function (group) { group.shown = 0; });
    posts.forEach(function (post) {
      var isShown = matches(post, values, terms);
      post.row.hidden = !isShown;
      if (isShown) groups[post.group].shown += 1;
    });
    groups.forEach(function (group) {
      total += group.shown;
      group.body.hidden = isFlat || !group.shown;
      if (group.count) group.count.textContent = jx.word("posts_count", { count: group.shown });
    });
    return total;
  }

  function show(isQuiet) {
    var values = state();
    var isNarrow = keys.slice(0, 4).some(function (key) { return values[key]; });
    sortRows(values.sort);
    var total = narrow(values);
    none.hidden = total > 0;
    clear.hidden = !isNarrow && !values.sort;
    count.textContent = isNarrow ? jx.word("posts_of", { count: total, total: posts.length }) : jx.word("posts_count", { count: total });
    headers.forEach(function (header) { header(values.sort); });
    if (!isQuiet) {
      keep(values);
      jx.say(count.textContent);
    }
  }

  function keep(values) {
    var query = keys.filter(function (key) { return values[key]; }).map(function (key) {
      return key + "=" + encodeURIComponent(values[key]);
    });
    try {
      window.history.replaceState(null, "", (query.length ? "?" + query.join("&") : window.location.pathname) + window.location.hash);
    } catch (error) { /* Some browsers refuse this for files. */ }
  }

  function recall() {
    var isAny = false;
    window.location.search.slice(1).split("&").forEach(function (pair) {
      var at = pair.indexOf("=");
      var key = pair.slice(0, at);
      if (keys.indexOf(key) < 0) return;
      try { field(key).value = decodeURIComponent(pair.slice(at + 1).replace(/\+/g, " ")); } catch (error) { return; }
      // A value that the list does not have leaves it without any.
      if (field(key).selectedIndex === -1) field(key).selectedIndex = 0;
      isAny = isAny || Boolean(field(key).value);
    });
    return isAny;
  }

  function makeHeader(mark) {
    var first = mark.getAttribute("data-jx-sort");
    var column = first.replace("-", "");
    var button = jx.make("button", "jx-sort", mark.textContent);
    var th = mark.parentNode;
    button.type = "button";
    button.addEventListener("click", function () {
      var now = field("sort").value;
      var next = now === first ? (first.charAt(0) === "-" ? column : "-" + column) : first;
      addOption(next);
      field("sort").value = next;
      show();
    });
    th.replaceChild(button, mark);
    headers.push(function (sort) {
      var word = sort === column ? "ascending" : sort === "-" + column ? "descending" : "none";
      th.setAttribute("aria-sort", word);
    });
  }

  /** The list of orders holds the common ones; one that a header gives is added to it. */
  function addOption(value) {
    var select = field("sort");
    if (!Array.prototype.some.call(select.options, function (option) { return option.value === value; })) {
      var name = table.querySelectorAll("thead th")[columns.indexOf(value.replace("-", ""))].textContent;
      var option = jx.make("option", "", name + (value.charAt(0) === "-" ? " ↓" : " ↑"));
      option.value = value;
      select.appendChild(option);
    }
  }

  read();
  posts.map(function (post) { return post.education; }).filter(function (name, at, all) {
    return name && all.indexOf(name) === at;
  }).sort(function (a, b) { return rank(b) - rank(a); }).forEach(function (name) {
    var option = jx.make("option", "", name);
    if (groups[0].body.lang) option.lang = groups[0].body.lang;
    field("education").appendChild(option);
  });
  Array.prototype.forEach.call(table.querySelectorAll("[data-jx-sort]"), makeHeader);
  none.hidden = true;
  table.parentNode.parentNode.insertBefore(none, table.parentNode.nextSibling);
  (/[?&]sort=(-?[a-z]+)/.exec(window.location.search) || []).slice(1).forEach(function (sort) {
    if (columns.indexOf(sort.replace("-", "")) >= 0) addOption(sort);
  });
  form.addEventListener("submit", function (event) { event.preventDefault(); });
  form.addEventListener("reset", function () { window.setTimeout(function () { show(); field("q").focus(); }, 0); });
  form.addEventListener("input", function () {
    window.clearTimeout(timer);
    timer = window.setTimeout(show, 120);
  });
  window.addEventListener("hashchange", function () {
    var body = document.getElementById(window.location.hash.slice(1));
    if (!body || body.parentNode !== table || !body.hidden) return;
    form.reset();
  });
  if (recall()) show(true);
  else headers.forEach(function (header) { header(""); });
});
