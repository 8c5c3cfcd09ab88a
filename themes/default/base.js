/**
 * What every script of the theme shares. One global, `jx`; ES2017 at most; nothing is fetched but
 * classic scripts, so that it works from disk; nothing here throws where storage is barred.
 */
var jx = window.jx;
var source = document.currentScript ? document.currentScript.src : "";
/** @type {Object<string, *>} */
var chunks = {};
/** @type {Object<string, Array<function(?Error): void>>} */
var waiting = {};
/** @type {Object<string, string>} the path that a chunk came by, or is coming */
var origins = {};
var additions = [];
var isReady = false;

/** Address of the root of the portal, with a slash at its end. */
jx.base = source.replace(/assets\/[^/]*$/, "");

/** The element that carries the classes of the modes. */
jx.root = document.querySelector(".jx") || document.documentElement;

/**
 * A word of the language of the page, `{names}` filled.
 * @param {string} key without `js_`
 * @param {Object<string, (string|number)>=} values
 * @returns {string}
 */
jx.word = function (key, values) {
  var word = jx.words[key] || key;
  return word.replace(/\{([a-z_]+)\}/g, function (whole, name) {
    return values && name in values ? String(values[name]) : whole;
  });
};

/**
 * Calls `make` once for each element that matches, when the page is there.
 * @param {string} selector
 * @param {function(Element): void} make
 */
jx.add = function (selector, make) {
  additions.push([selector, make]);
  if (isReady) apply(document, [selector, make]);
};

/**
 * Does for new elements what was done for those that came with the page.
 * @param {Element|Document} within
 */
jx.enliven = function (within) {
  additions.forEach(function (addition) { apply(within, addition); });
};

function apply(within, addition) {
  Array.prototype.forEach.call(within.querySelectorAll(addition[0]), function (element) {
    var done = element.jxDone || (element.jxDone = []);
    if (done.indexOf(addition[1]) >= 0) return;
    done.push(addition[1]);
    addition[1](element);
  });
}

function ready() {
  isReady = true;
  jx.enliven(document);
}

if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", ready);
else window.setTimeout(ready, 0);

/**
 * Reads or writes what is remembered on this device. Without storage nothing is remembered.
 * @param {string} key begins with `jx-`
 * @param {?string=} value null takes it away
 * @returns {?string}
 */
jx.store = function (key, value) {
  try {
    if (value === null) window.localStorage.removeItem(key);
    else if (value !== undefined) window.localStorage.setItem(key, value);
    return window.localStorage.getItem(key);
  } catch (error) {
    return null;
  }
};

/** Data that a chunk brings; a chunk file is one call of this. */
jx.chunk = function (name, data) {
  chunks[name] = data;
};

/**
 * Lets go of the data of a chunk; who asks again fetches it again.
 * @param {string} path
 */
jx.forget = function (path) {
  delete chunks[nameOf(path)];
};

function nameOf(path) {
  return path.replace(/\.js(\?.*)?$/, "");
}

/**
 * Loads a chunk by its path below the root of the portal, once: `fx/pt.js` brings the chunk `fx/pt`, and so
 * does `fx/pt.js?g=7`. Another query asks for it again.
 * @param {string} path
 * @param {function(?Error, *): void} then
 */
jx.load = function (path, then) {
  var name = nameOf(path);
  if (name in chunks && (origins[name] || path) === path) {
    then(null, chunks[name]);
    return;
  }
  var answer = function (error) { then(error, error ? undefined : chunks[name]); };
  if (waiting[path]) {
    waiting[path].push(answer);
    return;
  }
  waiting[path] = [answer];
  origins[name] = path;
  delete chunks[name];
  var script = document.createElement("script");
  var timer = window.setTimeout(end, 8000);
  function end() {
    var answers = waiting[path] || [];
    delete waiting[path];
    window.clearTimeout(timer);
    if (script.parentNode) script.parentNode.removeChild(script);
    var error = name in chunks ? null : new Error(path);
    answers.forEach(function (one) { one(error); });
  }
  script.src = jx.base + path;
  script.onload = end;
  script.onerror = end;
  document.head.appendChild(script);
};

/**
 * The day in China (UTC+8) as `2026-03-01`; `built` where the clock of the device is before it.
 * @param {string=} built
 * @returns {string}
 */
jx.today = function (built) {
  var day = new Date(Date.now() + 8 * 3600000).toISOString().slice(0, 10);
  return built && day < built ? built : day;
};

/**
 * Days from one ISO day to another.
 * @param {string} from
 * @param {string} to
 * @returns {number}
 */
jx.daysBetween = function (from, to) {
  return Math.round((Date.parse(to.slice(0, 10)) - Date.parse(from.slice(0, 10))) / 86400000);
};

/**
 * Says a sentence to screen readers without interrupting.
 * @param {string} text
 */
jx.say = function (text) {
  var region = document.getElementById("jx-said");
  if (!region) return;
  region.textContent = "";
  window.setTimeout(function () { region.textContent = text; }, 50);
};

/**
 * An element with a class and a text.
 * @param {string} name
 * @param {string=} className
 * @param {string=} text
 * @returns {HTMLElement}
 */
jx.make = function (name, className, text) {
  var element = document.createElement(name);
  if (className) element.className = className;
  if (text !== undefined) element.textContent = text;
  return element;
};
