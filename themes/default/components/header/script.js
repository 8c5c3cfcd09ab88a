// On phones the columns open at a button.
jx.add("[data-jx-menu]", function (button) {
  var menu = document.getElementById(button.getAttribute("data-jx-menu"));
  button.addEventListener("click", function () {
    var open = menu.classList.toggle("jx-nav--open");
    button.setAttribute("aria-expanded", String(open));
  });
});
