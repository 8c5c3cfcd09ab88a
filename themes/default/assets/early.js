(function () {
  "use strict";
  var script = document.currentScript;
  var root = document.documentElement;
  if (!root.classList.contains("jx")) root = script.parentNode;
  function kept(key) {
    try { return window.localStorage.getItem(key); } catch (error) { return null; }
  }
  var dark = kept("jx-dark");
  var wish = root.classList.contains("jx--auto") && window.matchMedia && window.matchMedia("(prefers-color-scheme: dark)").matches;
  root.classList.add("jx--js");
  if (kept("jx-elder") === "1") root.classList.add("jx--elder");
  if (dark === "dark" || (wish && dark !== "light")) root.classList.add("jx--dark");
}());
