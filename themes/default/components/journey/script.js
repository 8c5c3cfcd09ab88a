// On small screens the steps fold: the first and the one that the address names are open. The style
// sheet folds them before this runs, so that nothing moves.
var narrow = window.matchMedia ? window.matchMedia("(max-width: 639px)") : { matches: false };

function isOpenStep(step) {
  return step.classList.contains("jx-journey__step--open");
}

function setStep(step, open) {
  step.classList.toggle("jx-journey__step--open", open);
  var toggle = step.querySelector(".jx-journey__toggle");
  if (toggle) toggle.setAttribute("aria-expanded", String(open));
}

jx.add(".jx-journey", function (journey) {
  var steps = Array.prototype.slice.call(journey.children);
  var all = document.querySelector("[data-jx-journey-all]");
  function showAll() {
    var open = steps.every(isOpenStep);
    if (!all) return;
    all.setAttribute("aria-expanded", String(open));
    all.textContent = jx.word(open ? "hide_all" : "show_all");
  }
  function fold() {
    steps.forEach(function (step) {
      var name = step.querySelector(".jx-journey__name");
      var toggle = step.querySelector(".jx-journey__toggle");
      if (narrow.matches && !toggle) {
        toggle = jx.make("button", "jx-journey__toggle", name.textContent);
        toggle.type = "button";
        name.textContent = "";
        name.appendChild(toggle);
        toggle.addEventListener("click", function () {
          setStep(step, !isOpenStep(step));
          showAll();
        });
        setStep(step, step === steps[0] || "#" + step.id === window.location.hash);
      } else if (!narrow.matches && toggle) {
        name.textContent = toggle.textContent;
      }
    });
    showAll();
  }
  if (all) {
    all.addEventListener("click", function () {
      var open = !steps.every(isOpenStep);
      steps.forEach(function (step) { setStep(step, open); });
      showAll();
    });
  }
  window.addEventListener("hashchange", function () {
    var step = window.location.hash.length > 1 ? document.getElementById(window.location.hash.slice(1)) : null;
    if (step && steps.indexOf(step) >= 0) setStep(step, true);
  });
  if (narrow.addListener) narrow.addListener(fold);
  fold();
});
