// Finds among the questions of the page: every word typed has to stand in the question or its answer.
jx.add("[data-jx-questions]", function (field) {
  var within = document.getElementById(field.getAttribute("data-jx-questions"));
  if (!within) return;
  var found = field.parentNode.querySelector(".jx-questions__found");
  var questions = Array.prototype.slice.call(within.querySelectorAll(".jx-question"));
  var texts = questions.map(function (question) { return question.textContent.toLowerCase(); });
  var sections = Array.prototype.slice.call(within.querySelectorAll(".jx-section"));
  var timer = 0;
  function hide(question, hidden) {
    question.hidden = hidden;
    var line = document.querySelector('.jx-contents a[href="#' + question.id + '"]');
    if (line) line.parentNode.hidden = hidden;
  }
  function look() {
    var words = field.value.toLowerCase().split(/\s+/).filter(Boolean);
    var count = 0;
    questions.forEach(function (question, index) {
      var fits = words.every(function (word) { return texts[index].indexOf(word) >= 0; });
      hide(question, !fits);
      if (fits) count += 1;
    });
    sections.forEach(function (section) {
      section.hidden = !section.querySelector(".jx-question:not([hidden])");
    });
    found.textContent = !words.length ? "" : count ? jx.word("faq_found", { count: count }) : jx.word("faq_none");
    if (words.length) jx.say(found.textContent);
  }
  field.addEventListener("input", function () {
    window.clearTimeout(timer);
    timer = window.setTimeout(look, 150);
  });
  field.addEventListener("keydown", function (event) {
    if (event.key === "Escape") { field.value = ""; look(); }
  });
  if (field.value) look();
});
