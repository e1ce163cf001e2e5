// The page viewer: a page's picture with boxes over it, zoom, page turning. Coordinates are points of the page.
(function () {
  "use strict";
  var SVG = "http://www.w3.org/2000/svg", DPIS = [96, 144, 216], STEPS = [0.5, 0.67, 0.8, 1, 1.25, 1.5, 2, 2.5, 3];
  var PIXELS_PER_POINT = 96 / 72, EDGE = 2.5;
  function by(id) { return document.getElementById(id); }
  var stage = by("stage"), paper = by("paper"), picture = by("picture"), overlay = by("overlay");
  var at = { report: "", page: 0, pages: 0, width: 0, height: 0, boxes: [] }, focus = [], zoom = 0, ticket = 0;
  var view = window.fuhePageView = { onFinding: function () {}, show: show, turn: turn, zoom: step, fit: fit };

  // Show a page; `boxes` are framed and the first of them on this page is scrolled to.
  function show(report, page, boxes) {
    focus = boxes || [];
    if (report === at.report && page === at.page) { draw(); reach(); return; }
    var mine = ++ticket;
    delete stage.dataset.shown;
    fetch("/api/page?" + new URLSearchParams({ report: report, page: page })).then(function (answer) {
      if (!answer.ok) return answer.text().then(function (text) { throw new Error(text); });
      return answer.json();
    }).then(function (found) {
      if (mine !== ticket) return;
      if (found.problem) throw new Error(found.problem);
      at = { report: report, page: page, pages: found.pages, width: found.width, height: found.height, boxes: found.boxes };
      by("no-page").textContent = "";
      by("number").value = page;
      by("pages").textContent = found.pages;
      by("previous").disabled = page <= 1;
      by("next").disabled = page >= found.pages;
      paper.hidden = false;
      picture.removeAttribute("src");
      picture.alt = "第 " + page + " 页 / page " + page;
      draw();
      size();
      reach();
    }).catch(function (error) {
      if (mine !== ticket) return;
      at = { report: report, page: page, pages: at.report === report ? at.pages : 0, width: 0, height: 0, boxes: [] };
      paper.hidden = true;
      by("number").value = page;
      by("no-page").textContent = String(error.message || error);
      stage.dataset.shown = "none";
    });
  }
  function scale() {
    if (zoom) return zoom * PIXELS_PER_POINT;
    var least = stage.clientWidth < 500 ? 0.95 : 0.3; // on a small screen print stays readable, and the page scrolls
    return Math.max(least, (stage.clientWidth - 26) / at.width);
  }
  function size() {
    if (!at.width) return;
    var s = scale(), wanted = s * 72 * (window.devicePixelRatio || 1) * 1.3; // drawn finer than shown, print stays sharp
    paper.style.width = Math.round(at.width * s) + "px";
    paper.style.height = Math.round(at.height * s) + "px";
    by("fit").textContent = Math.round(100 * s / PIXELS_PER_POINT) + "%";
    by("fit").setAttribute("aria-pressed", String(!zoom));
    var dpi = DPIS.find(function (d) { return d >= wanted; }) || DPIS[DPIS.length - 1];
    var source = "/picture/" + at.report + "/" + at.page + ".png?dpi=" + dpi;
    if (picture.getAttribute("src") !== source) {
      delete stage.dataset.shown;
      picture.src = source;
    }
  }
  picture.addEventListener("load", function () { stage.dataset.shown = at.report + "/" + at.page; });
  picture.addEventListener("error", function () {
    if (picture.getAttribute("src")) by("no-page").textContent = "—";
  });

  function draw() {
    overlay.setAttribute("viewBox", "0 0 " + at.width + " " + at.height);
    overlay.replaceChildren.apply(overlay, at.boxes.map(function (b) {
      var rect = frame(b.box, "b-" + b.kind + (b.main ? " main" : "") + (b.severity ? " s-" + b.severity : ""));
      var title = document.createElementNS(SVG, "title"), english = document.documentElement.dataset.lang === "en";
      var label = english ? b.label_en : b.label_zh;
      title.textContent = label;
      rect.append(title);
      rect.addEventListener("click", function () {
        by("under").textContent = label;
        if (b.finding_id) view.onFinding(at.report, b.finding_id);
      });
      return rect;
    }).concat(focus.filter(here).map(function (box) {
      return frame(box, "chosen" + (box.main ? " main" : "") + (box.passage ? " passage" : ""));
    })));
  }
  function here(box) { return box.page === at.page; }
  function frame(box, kind) {
    var rect = document.createElementNS(SVG, "rect");
    rect.setAttribute("class", kind);
    rect.setAttribute("x", box.x0 - EDGE);
    rect.setAttribute("y", box.top - EDGE);
    rect.setAttribute("width", Math.max(0, box.x1 - box.x0) + 2 * EDGE);
    rect.setAttribute("height", Math.max(0, box.bottom - box.top) + 2 * EDGE);
    rect.setAttribute("rx", 1.5);
    return rect;
  }
  function reach() {
    var box = focus.find(here), s = scale();
    if (!box) { stage.scrollTop = 0; return; }
    stage.scrollTop = (box.top + box.bottom) / 2 * s - stage.clientHeight / 2;
    stage.scrollLeft = (box.x0 + box.x1) / 2 * s - stage.clientWidth / 2;
  }

  function turn(by_) {
    var page = at.page + by_;
    if (at.report && page >= 1 && page <= at.pages) show(at.report, page, focus);
  }
  function step(direction) {
    var now = scale() / PIXELS_PER_POINT, middle = (stage.scrollTop + stage.clientHeight / 2) / scale();
    var next = direction > 0 ? STEPS.find(function (z) { return z > now * 1.03; })
      : STEPS.slice().reverse().find(function (z) { return z < now * 0.97; });
    if (!next) return;
    zoom = next;
    size();
    stage.scrollTop = middle * scale() - stage.clientHeight / 2;
  }
  function fit() { zoom = 0; size(); reach(); }

  by("previous").addEventListener("click", function () { turn(-1); });
  by("next").addEventListener("click", function () { turn(1); });
  by("in").addEventListener("click", function () { step(1); });
  by("out").addEventListener("click", function () { step(-1); });
  by("fit").addEventListener("click", fit);
  by("number").addEventListener("change", function () {
    var page = parseInt(by("number").value, 10);
    if (at.report && page >= 1 && (!at.pages || page <= at.pages)) show(at.report, page, focus);
    else by("number").value = at.page || "";
  });
  document.querySelectorAll("[data-layer]").forEach(function (box) {
    function set() { overlay.classList.toggle("no-" + box.dataset.layer, !box.checked); }
    box.addEventListener("change", set);
    set();
  });
  window.addEventListener("resize", function () { if (!zoom) size(); });
  new MutationObserver(draw).observe(document.documentElement, { attributes: true, attributeFilter: ["data-lang"] });
})();
