// What can be done with a page. In WeChat and WeCom nothing can be printed and few files opened, so the
// way out is told there; where the clipboard is barred, as on http, a field with the address stands in.

/** Whether the page is shown inside WeChat or WeCom. */
jx.isInWeChat = /MicroMessenger|wxwork/i.test(window.navigator.userAgent);

/** The address of the page as it should be passed on. */
function ownAddress() {
  var link = document.querySelector("link[rel=canonical]");
  return (link && link.href) || window.location.href.replace(/#.*$/, "");
}

/**
 * Shows an address to be copied by hand, selected.
 * @param {Element} note where the sentence stands
 * @param {string} text
 * @param {string} address
 */
jx.offer = function (note, text, address) {
  note.textContent = text;
  var field = jx.make("input", "jx-tools__address");
  field.readOnly = true;
  field.value = address;
  field.setAttribute("aria-label", jx.word("tool_address"));
  note.appendChild(field);
  field.focus();
  field.select();
  jx.say(text);
};

jx.add(".jx-tools", function (tools) {
  var note = null;
  /** The line below the buttons; made when it is first needed. */
  function line() {
    if (!note) note = tools.appendChild(jx.make("p", "jx-tools__note"));
    return note;
  }
  function told(text) {
    line().textContent = text;
    jx.say(text);
  }
  function copy() {
    var address = ownAddress();
    var barred = function () { jx.offer(line(), jx.word("tool_select"), address); };
    if (!window.navigator.clipboard || !window.isSecureContext) barred();
    else window.navigator.clipboard.writeText(document.title + "\n" + address).then(function () { told(jx.word("tool_copied")); }, barred);
  }
  var does = {
    print: function () {
      if (jx.isInWeChat) jx.offer(line(), jx.word("tool_wechat_print"), ownAddress());
      else window.print();
    },
    copy: copy,
    share: function () {
      // A reader who closes the menu has not met a fault.
      window.navigator.share({ title: document.title, url: ownAddress() }).then(null, function () {});
    }
  };
  Array.prototype.forEach.call(tools.querySelectorAll("[data-jx-tool]"), function (button) {
    var tool = button.getAttribute("data-jx-tool");
    if (tool === "share") button.parentNode.hidden = !window.navigator.share;
    button.addEventListener("click", does[tool]);
  });
});

jx.add(".jx-files", function (files) {
  if (jx.isInWeChat) files.parentNode.insertBefore(jx.make("p", "jx-tools__note", jx.word("tool_wechat_file")), files);
});
