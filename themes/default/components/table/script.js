// Boxes that scroll: only where there is more than they show can they be reached by the keyboard.
var scrollBoxes = [];
var scrollTimer = 0;

/** What a box is called: by its caption, with a number where others are called the same. */
function nameOfBox(box) {
  var same = scrollBoxes.filter(function (other) { return other.jxName === box.jxName; });
  var place = same.indexOf(box);
  return place > 0 ? box.jxName + " " + (place + 1) : box.jxName;
}

function markBox(box) {
  var isMore = box.scrollWidth > box.clientWidth + 1;
  box.classList.toggle("jx-table--more", isMore);
  if (isMore) {
    box.setAttribute("tabindex", "0");
    box.setAttribute("role", "region");
    box.setAttribute("aria-label", nameOfBox(box));
  } else if (box.hasAttribute("tabindex")) {
    ["tabindex", "role", "aria-label"].forEach(function (one) { box.removeAttribute(one); });
  }
}

/** Looks at all boxes again, after something has changed their width. */
jx.boxes = function () {
  window.clearTimeout(scrollTimer);
  scrollTimer = window.setTimeout(function () { scrollBoxes.forEach(markBox); }, 100);
};

jx.add(".jx-table, .jx-scroll, .jx-chart", function (box) {
  if (!scrollBoxes.length) {
    window.addEventListener("resize", jx.boxes);
    window.addEventListener("load", jx.boxes);
    new MutationObserver(jx.boxes).observe(jx.root, { attributes: true, attributeFilter: ["class"] });
  }
  var caption = box.querySelector("caption, title");
  box.jxName = box.getAttribute("aria-label") || (caption && caption.textContent) || jx.word("table");
  scrollBoxes.push(box);
  markBox(box);
});
