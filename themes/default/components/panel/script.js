// A window that has closed since the build is shown as closed; one that was closed is never opened.
jx.add("[data-jx-closes]", function (panel) {
  var closes = panel.getAttribute("data-jx-closes");
  var badge = panel.querySelector(".jx-badge--good, .jx-badge--info");
  if (!closes || !badge) return;
  var now = new Date(Date.now() + 8 * 3600000).toISOString().slice(0, closes.length > 10 ? 16 : 10);
  if (now <= closes.slice(0, now.length)) return;
  badge.className = "jx-badge jx-badge--plain";
  badge.textContent = jx.word("call_over");
  panel.classList.add("jx-panel--over");
  var button = panel.querySelector(".jx-button");
  if (button) button.parentNode.removeChild(button);
  panel.appendChild(jx.make("p", "jx-panel__facts jx-note", jx.word("call_over_note")));
});
