(function () {
  "use strict";
  var root = document.documentElement;
  root.classList.add("scripted");

  function setLanguage(lang) {
    root.dataset.lang = lang;
    root.lang = lang === "en" ? "en" : "zh-CN";
    document.title = root.dataset[lang === "en" ? "titleEn" : "titleZh"];
    var places = document.querySelectorAll("[data-placeholder-zh]");
    for (var i = 0; i < places.length; i++) {
      places[i].placeholder = places[i].getAttribute("data-placeholder-" + lang);
    }
    carryOn(lang);
  }
  // The language goes along in the links: some browsers keep a storage per file, and all of them write it late.
  function carryOn(lang) {
    for (var i = 0; i < document.links.length; i++) {
      var link = document.links[i];
      if (link.origin !== location.origin || link.pathname === location.pathname) continue;
      if (/\.html$/.test(link.pathname)) link.search = "?lang=" + lang;
    }
  }
  function remembered() {
    var asked = /[?&]lang=(zh|en)/.exec(location.search);
    if (asked) return asked[1];
    try { return localStorage.getItem("fuhe-lang") === "en" ? "en" : "zh"; } catch (e) { return "zh"; }
  }
  function centre() {
    var views = document.querySelectorAll(".view");
    for (var i = 0; i < views.length; i++) {
      var frame = views[i].querySelector(".frame.main") || views[i].querySelector(".frame");
      if (!frame || views[i].scrollWidth <= views[i].clientWidth) continue;
      var a = views[i].getBoundingClientRect(), b = frame.getBoundingClientRect();
      views[i].scrollLeft += b.left + b.width / 2 - (a.left + a.width / 2);
    }
  }
  function markCurrent() {
    var links = document.querySelectorAll(".list a");
    for (var i = 0; i < links.length; i++) {
      if (links[i].hash && links[i].hash === location.hash) links[i].setAttribute("aria-current", "true");
      else links[i].removeAttribute("aria-current");
    }
  }

  document.addEventListener("DOMContentLoaded", function () {
    setLanguage(remembered());
    centre();
    markCurrent();
    document.addEventListener("click", function (event) {
      var button = event.target.closest("button");
      if (!button) return;
      if (button.id === "language") {
        var lang = root.dataset.lang === "en" ? "zh" : "en";
        setLanguage(lang);
        try { localStorage.setItem("fuhe-lang", lang); } catch (e) { /* private window */ }
        try { history.replaceState(null, "", "?lang=" + lang + location.hash); } catch (e) { /* not for files */ }
      }
      if (button.dataset.show) {
        var chips = document.querySelectorAll(".chips button");
        for (var i = 0; i < chips.length; i++) chips[i].setAttribute("aria-pressed", String(chips[i] === button));
        var things = document.querySelectorAll("[data-severity]");
        for (var j = 0; j < things.length; j++) {
          things[j].hidden = button.dataset.show !== "all" && things[j].dataset.severity !== button.dataset.show;
        }
      }
    });
    var search = document.getElementById("search");
    if (search) {
      search.addEventListener("input", function () {
        var wanted = search.value.trim().toLowerCase(), rows = document.querySelectorAll("tbody tr[data-search]");
        for (var i = 0; i < rows.length; i++) {
          rows[i].hidden = wanted !== "" && rows[i].dataset.search.toLowerCase().indexOf(wanted) < 0;
        }
      });
    }
  });
  window.addEventListener("storage", function (event) {
    if (event.key === "fuhe-lang" && event.newValue) setLanguage(event.newValue === "en" ? "en" : "zh");
  });
  window.addEventListener("hashchange", function () {
    var target = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (target && target.hidden) {
      var all = document.querySelector('.chips button[data-show="all"]');
      if (all) all.click();
      target.scrollIntoView();
    }
    markCurrent();
  });
  window.addEventListener("beforeprint", function () {
    var folded = document.querySelectorAll(".card details:not([open])");
    for (var i = 0; i < folded.length; i++) folded[i].open = true;
  });
})();
