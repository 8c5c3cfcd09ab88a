// 长者版 and dark: classes on the root, remembered on this device.
jx.add("[data-jx-mode]", function (button) {
  var mode = button.getAttribute("data-jx-mode");
  var isOn = function () { return jx.root.classList.contains("jx--" + mode); };
  function show() {
    button.setAttribute("aria-pressed", String(isOn()));
  }
  button.addEventListener("click", function () {
    var on = !isOn();
    jx.root.classList.toggle("jx--" + mode, on);
    if (mode === "dark") jx.store("jx-dark", on ? "dark" : "light");
    else jx.store("jx-elder", on ? "1" : null);
    Array.prototype.forEach.call(document.querySelectorAll("[data-jx-mode]"), function (other) {
      if (other.jxShow) other.jxShow();
    });
    jx.say(jx.word(mode + (on ? "_on" : "_off")));
  });
  button.jxShow = show;
  show();
});
