// On small screens the columns and the search box open at a button, one at a time.
var openers = [];

function setOpen(button, isOpen) {
  document.getElementById(button.getAttribute("data-jx-open")).classList.toggle("jx-open", isOpen);
  button.setAttribute("aria-expanded", String(isOpen));
}

jx.add("[data-jx-open]", function (button) {
  openers.push(button);
  button.addEventListener("click", function () {
    var isOpen = button.getAttribute("aria-expanded") !== "true";
    openers.forEach(function (other) { setOpen(other, other === button && isOpen); });
    var field = isOpen && document.getElementById(button.getAttribute("data-jx-open")).querySelector("input");
    if (field) field.focus();
  });
});

// The link over the search box opens it first, or it would lead to what is hidden.
jx.add("a[href='#jx-search-q']", function (link) {
  link.addEventListener("click", function (event) {
    openers.forEach(function (button) { setOpen(button, button.getAttribute("data-jx-open") === "jx-search"); });
    document.getElementById("jx-search-q").focus();
    event.preventDefault();
  });
});

jx.add(".jx-header", function (header) {
  header.addEventListener("keydown", function (event) {
    if (event.key !== "Escape" && event.key !== "Esc") return;
    var open = openers.filter(function (button) { return button.getAttribute("aria-expanded") === "true"; })[0];
    if (!open) return;
    setOpen(open, false);
    open.focus();
  });
});
