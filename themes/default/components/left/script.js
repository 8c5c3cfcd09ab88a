// Days left until a date. The page holds the date; what changes every night is added here. The day
// of the build counts where the clock of the device is before it.
var lefts = [];

function showLeft(element, today) {
  var until = element.getAttribute("data-jx-until");
  var days = jx.daysBetween(today, until);
  var key = days < 0 ? "left_over" : days === 0 ? "left_today" : "left_days";
  element.textContent = jx.word(key, { count: days });
  element.classList.toggle("jx-left--soon", days >= 0 && days <= 7);
  element.classList.toggle("jx-left--over", days < 0);
}

jx.add(".jx-left[data-jx-until]", function (element) {
  if (!lefts.length) {
    jx.load("date.js", function (error, built) {
      lefts.forEach(function (one) { showLeft(one, jx.today(built)); });
    });
  }
  // Nothing is said before the day of the build is known: a wrong number would be seen for a moment.
  lefts.push(element);
});
