// Reads the text of a page aloud. Only voices that are on the device are used, since others send the text
// away; each sentence is an utterance of its own, because long ones break off in some browsers.

/** What is read, in the order of the page. */
var READ = ".jx-main h1, .jx-lead, .jx-prose p, .jx-prose li, .jx-prose h2, .jx-prose h3, .jx-prose h4";

/** The text nodes of an element that are read. */
function textsOf(element) {
  var walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT, null, false);
  var texts = [];
  while (walker.nextNode()) {
    if (!walker.currentNode.parentNode.closest("button, .jx-hidden, [hidden]")) texts.push(walker.currentNode);
  }
  return texts;
}

/** The sentences of the page as places in their elements. */
function sentences() {
  var all = [];
  Array.prototype.forEach.call(document.querySelectorAll(READ), function (element) {
    if (element.querySelector("p, li") || element.closest("[hidden]")) return;
    var text = textsOf(element).map(function (node) { return node.data; }).join("");
    var at = 0;
    (text.match(/[^。！？；!?;]*[。！？；!?;]+[”’」』）)]*|[^。！？；!?;]+$/g) || []).forEach(function (sentence) {
      if (/[^\s\u3000]/.test(sentence)) all.push({ element: element, from: at, to: at + sentence.length, text: sentence });
      at += sentence.length;
    });
  });
  return all;
}

/** Puts marks around a sentence; a link in it cuts it into several. */
function markSentence(sentence) {
  var at = 0;
  var marks = [];
  textsOf(sentence.element).forEach(function (node) {
    var start = Math.max(sentence.from - at, 0);
    var end = Math.min(sentence.to - at, node.length);
    at += node.length;
    if (start >= end) return;
    var range = document.createRange();
    range.setStart(node, start);
    range.setEnd(node, end);
    var mark = jx.make("mark", "jx-aloud__now");
    range.surroundContents(mark);
    marks.push(mark);
  });
  return marks;
}

function unmark(marks) {
  marks.forEach(function (mark) {
    var parent = mark.parentNode;
    while (mark.firstChild) parent.insertBefore(mark.firstChild, mark);
    parent.removeChild(mark);
    parent.normalize();
  });
}

jx.add(".jx-aloud", function (box) {
  var synth = window.speechSynthesis;
  if (!synth || !window.SpeechSynthesisUtterance) return;
  var play = box.querySelector(".jx-aloud__play");
  var stop = box.querySelector(".jx-aloud__stop");
  var word = box.querySelector(".jx-aloud__word");
  var tongue = jx.root.lang.slice(0, 2);
  var all = [], at = 0, marks = [], turn = 0;

  function voice() {
    var own = synth.getVoices().filter(function (one) {
      return one.localService && one.lang.slice(0, 2).toLowerCase() === tongue;
    });
    return own.filter(function (one) { return /CN/i.test(one.lang); })[0] || own[0];
  }

  function offer() { box.hidden = !voice(); }

  /** Ends what is said; a late end of it counts for nothing. */
  function hush() {
    turn += 1;
    synth.cancel();
    unmark(marks);
    marks = [];
  }

  function show(state) {
    word.textContent = jx.word(state);
    stop.hidden = state === "aloud_play";
  }

  function speak() {
    if (at >= all.length) {
      end();
      return;
    }
    hush();
    var mine = turn;
    var utterance = new window.SpeechSynthesisUtterance(all[at].text);
    utterance.voice = voice();
    utterance.lang = utterance.voice.lang;
    utterance.onend = utterance.onerror = function () {
      if (mine !== turn) return;
      at += 1;
      speak();
    };
    marks = markSentence(all[at]);
    if (marks[0]) marks[0].scrollIntoView({ block: "nearest" });
    synth.speak(utterance);
  }

  function end() {
    hush();
    all = [];
    at = 0;
    show("aloud_play");
  }

  var isSpeaking = function () { return marks.length > 0; };
  play.addEventListener("click", function () {
    if (isSpeaking()) {
      hush();
      show("aloud_resume");
      return;
    }
    if (!all.length) all = sentences();
    show("aloud_pause");
    speak();
  });
  stop.addEventListener("click", function () {
    end();
    play.focus();
  });
  window.addEventListener("pagehide", hush);
  if (synth.addEventListener) synth.addEventListener("voiceschanged", offer);
  else synth.onvoiceschanged = offer;
  offer();
});
