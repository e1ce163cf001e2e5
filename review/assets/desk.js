// The review desk: findings to choose from, the chosen one beside its page, and what was decided about it.
(function () {
  "use strict";
  var root = document.documentElement, view = window.fuhePageView, FILTERS = ["agency", "year", "severity", "check", "state"];
  var ALL = {
    agency: ["全部部门", "All agencies"], year: ["全部年度", "All years"], severity: ["全部程度", "All severities"],
    check: ["全部类型", "All kinds"], state: ["全部决定", "All decisions"]
  };
  var words = { severity: {}, check: {}, state: {} }, choices = {}, listed = [], clean = [], total = 0;
  var chosen = { report: "", id: "" }, boxes = [], NARROW = 760, known = 0, listTicket = 0, cardTicket = 0;
  function by(id) { return document.getElementById(id); }
  function english() { return root.dataset.lang === "en"; }
  function make(tag, options, children) {
    var element = document.createElement(tag);
    Object.assign(element, options || {});
    (children || []).forEach(function (child) { element.append(child); });
    return element;
  }
  function both(zh, en) {
    return [make("span", { className: "zh", lang: "zh", textContent: zh }), make("span", { className: "en", lang: "en", textContent: en })];
  }
  function named(kind, code) { return words[kind][code] || [code, code]; }
  function get(path, asked) {
    return fetch(path + "?" + new URLSearchParams(asked || {})).then(function (answer) {
      if (!answer.ok) return answer.text().then(function (text) { throw new Error(text); });
      return answer.json();
    });
  }
  function say(error) { by("problem").textContent = error ? String(error.message || error) : ""; }

  // -- filters and list ------------------------------------------------------------------------------------------

  function wanted() {
    var asked = { words: by("find").value.trim() };
    FILTERS.forEach(function (name) { asked[name] = by("by-" + name).value; });
    return asked;
  }
  function fillSelects() {
    FILTERS.forEach(function (name) {
      var select = by("by-" + name), value = select.value || select.dataset.wanted || "", lang = english() ? 1 : 0;
      var options = name === "state" ? ["open", "accepted", "dismissed", "needs_evidence"].map(function (s) { return { value: s }; })
        : choices[name] || [];
      select.replaceChildren(make("option", { value: "", textContent: ALL[name][lang] }));
      options.forEach(function (option) {
        var text = words[name] ? named(name, option.value)[lang] : option.value;
        select.append(make("option", { value: option.value, textContent: text + (option.count ? " (" + option.count + ")" : "") }));
      });
      select.value = options.some(function (o) { return o.value === value; }) ? value : "";
    });
  }
  function load(more) {
    var mine = ++listTicket, asked = wanted();
    asked.start = more ? listed.length : 0;
    delete by("findings").dataset.loaded;
    remember();
    var texts = asked.words && !more ? get("/api/passages", asked) : Promise.resolve(null);
    return Promise.all([get("/api/findings", asked), texts]).then(function (found) {
      if (mine !== listTicket) return;
      listed = (more ? listed : []).concat(found[0].findings);
      total = found[0].total;
      if (!more) clean = found[0].clean;
      show(found[0].decided);
      if (!more) showPassages(asked.words, found[1] || []);
      by("findings").dataset.loaded = String(mine);
    }).catch(function (error) { by("progress").textContent = String(error.message || error); });
  }
  function show(decided) {
    var last = "";
    by("findings").replaceChildren();
    listed.forEach(function (f) {
      if (f.report_id !== last) {
        last = f.report_id;
        by("findings").append(group(f));
      }
      by("findings").append(item(f));
    });
    if (listed.length >= total) {
      clean.forEach(function (r) { by("findings").append(group(r, both("没有疑点", "no findings"))); });
    }
    by("progress").replaceChildren.apply(by("progress"), both(
      total + " 条疑点，已决定 " + decided + " 条", total + (total === 1 ? " finding, " : " findings, ") + decided + " decided"));
    by("more").hidden = listed.length >= total;
    mark();
  }
  // A report's name over its findings; it leads to the first page.
  function group(r, more) {
    var button = make("button", { type: "button", title: r.file }, [make("span", { lang: "zh", textContent: (r.agency || r.file) + " " + r.year })]);
    if (more) button.append(make("span", { className: "meta" }, more));
    button.addEventListener("click", function () { open(r); });
    return make("li", { className: "group" }, [button]);
  }
  function open(r) {
    unchoose([make("p", { className: "note", lang: "zh", textContent: (r.agency || r.file) + " " + r.year }),
      make("p", {}, [make("a", { href: r.report_id + ".html" }, both("整份报告", "whole report")), " · ",
        make("a", { href: "/pdf/" + r.report_id, textContent: "PDF" })])]);
    view.show(r.report_id, 1, []);
    toView();
  }
  function item(f) {
    var check = named("check", f.check), severity = named("severity", f.severity), state = named("state", f.state);
    var meta = [make("span", {}, both(severity[0] + " · " + check[0] + " · 第 " + f.page + " 页", severity[1] + " · " + check[1] + " · p. " + f.page))];
    if (f.state !== "open") meta.push(make("span", { className: "tag d-" + f.state }, both(state[0], state[1])));
    else if (f.earlier) meta.push(make("span", { className: "tag d-earlier" }, both("另一文件上已定", "decided on another file")));
    var button = make("button", { type: "button" }, [
      make("span", { className: "what", lang: "zh", textContent: f.place || check[0] }), make("span", { className: "meta" }, meta)
    ]);
    button.title = english() ? f.message_en : f.message_zh;
    button.addEventListener("click", function () { choose(f.report_id, f.finding_id); toView(); });
    var li = make("li", { className: f.severity + (f.state === "open" ? "" : " decided") }, [button]);
    li.dataset.key = f.report_id + "/" + f.finding_id;
    return li;
  }
  function showPassages(searched, found) {
    by("passages-title").hidden = !searched;
    by("passages-count").textContent = searched ? found.length : "";
    by("passages").replaceChildren.apply(by("passages"), found.map(function (p) {
      var button = make("button", { type: "button" }, [make("span", { className: "what", lang: "zh" }, marked(p.text, searched)),
        make("span", { className: "meta" }, both(p.agency + " " + p.year + " · 第 " + p.page + " 页", p.agency + " " + p.year + " · p. " + p.page))]);
      button.addEventListener("click", function () { showPassage(p, searched); });
      return make("li", { className: p.kind }, [button]);
    }));
  }
  // A passage is no finding: what stood beside the page goes, so that nobody decides on what is not shown.
  function unchoose(shown) {
    cardTicket++;
    chosen = { report: "", id: "" };
    boxes = [];
    by("decide").hidden = true;
    by("calculation").replaceChildren();
    delete by("card").dataset.shown;
    by("card").replaceChildren.apply(by("card"), shown);
    remember();
    mark();
  }
  function showPassage(p, searched) {
    unchoose([make("p", { className: "note" }, [make("span", { lang: "zh", textContent: p.agency + " " + p.year + " · " }),
      make("a", { href: p.report_id + ".html" }, both("整份报告", "whole report"))]), make("p", { lang: "zh" }, marked(p.text, searched))]);
    view.show(p.report_id, p.page, p.boxes.map(function (box) { return Object.assign({ passage: true }, box); }));
    toView();
  }
  function toView() { if (window.innerWidth <= NARROW) by("viewer").scrollIntoView(); }
  function marked(text, searched) {
    var parts = searched.split(/\s+/).filter(Boolean).map(function (word) { return word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"); });
    if (!parts.length) return [text];
    return text.split(new RegExp("(" + parts.join("|") + ")")).map(function (part, i) {
      return i % 2 ? make("mark", { textContent: part }) : part;
    });
  }
  function mark() {
    by("findings").querySelectorAll("li[data-key]").forEach(function (li) {
      var on = li.dataset.key === chosen.report + "/" + chosen.id;
      li.classList.toggle("at", on);
      if (on) li.firstChild.setAttribute("aria-current", "true");
      else li.firstChild.removeAttribute("aria-current");
    });
  }

  // -- the chosen finding ----------------------------------------------------------------------------------------

  function choose(report, id) {
    var mine = ++cardTicket, other = report !== chosen.report || id !== chosen.id;
    chosen = { report: report, id: id };
    remember();
    mark();
    return get("/api/finding", { report: report, id: id }).then(function (found) {
      if (mine !== cardTicket) return;
      say("");
      boxes = found.boxes;
      by("card").innerHTML = found.html; // made by our own template, which escapes all that a report says
      by("card").querySelectorAll("button.place").forEach(function (button) {
        button.addEventListener("click", function () { go(button.dataset.boxes.split(" ").map(Number)); toView(); });
      });
      by("card").querySelectorAll('a.p[href*="#page="]').forEach(function (link) {
        link.addEventListener("click", function (event) { // in the viewer, not in another window
          event.preventDefault();
          view.show(chosen.report, parseInt(link.hash.slice(6), 10), boxes);
        });
      });
      var below = by("card").querySelectorAll(".calc, .id"); // below the decision: calculations can be long
      by("calculation").replaceChildren.apply(by("calculation"), below);
      by("decide").hidden = false;
      if (other) by("comment").value = "";
      showDecisions(found);
      by("card").dataset.shown = report + "/" + id;
      if (other) { by("detail").scrollTop = 0; go([0]); }
      var li = by("findings").querySelector("li.at");
      if (li) li.scrollIntoView({ block: "nearest" });
    }).catch(function (error) { if (mine === cardTicket) say(error); });
  }
  // To the page of some boxes, which are framed as what is looked at, the others as what they are held against.
  function go(numbers) {
    var looked = numbers.map(function (number) { return Object.assign({ main: true }, boxes[number]); });
    var others = boxes.filter(function (_, number) { return numbers.indexOf(number) < 0; });
    view.show(chosen.report, looked[0].page, looked.concat(others));
  }
  function showDecisions(found) {
    var last = found.history[found.history.length - 1];
    by("decide").querySelectorAll("[data-state]").forEach(function (button) {
      button.setAttribute("aria-pressed", String(!!last && last.state === button.dataset.state));
    });
    by("history").replaceChildren.apply(by("history"), found.history.slice().reverse().map(line));
    by("earlier").replaceChildren.apply(by("earlier"), found.earlier.map(function (e) {
      var d = e.decision, state = named("state", d.state);
      var use = make("button", { type: "button" }, both("采用", "Use it"));
      use.addEventListener("click", function () {
        decide(d.state, (english() ? "as decided on " : "沿用：") + [d.about.file, d.reviewer, d.decided_at.slice(0, 10), d.comment].filter(Boolean).join(" · "));
      });
      return make("div", { className: "earlier" }, [
        make("p", {}, e.same ? both("另一份文件上已作决定，这里不自动沿用：", "Decided on another file; not carried over by itself:")
          : both("另一份文件的同一位置已作决定，当时的数字不同：", "Decided on another file at the same place, where the figure was another:")),
        make("p", {}, [make("span", { className: "tag d-" + d.state }, both(state[0], state[1])), " ",
          make("span", { lang: "zh", textContent: [d.about.file, d.reviewer || "—", d.decided_at.slice(0, 10), d.comment].filter(Boolean).join(" · ") })]),
        make("p", { className: "quiet", lang: "zh", textContent: d.about.message }), use]);
    }));
  }
  function line(d) {
    var state = named("state", d.state), when = d.decided_at.replace("T", " ").slice(0, 16) + " UTC";
    return make("li", {}, [make("span", { className: "tag d-" + d.state }, both(state[0], state[1])),
      " " + (d.reviewer || "—") + " · " + when + (d.comment ? " · " + d.comment : "")]);
  }
  function decide(state, comment) {
    var about = chosen;
    if (!about.id) return;
    fetch("/api/decisions", {
      method: "POST", headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ report_id: about.report, finding_id: about.id, state: state, comment: comment, reviewer: by("reviewer").value })
    }).then(function (answer) {
      if (!answer.ok) return answer.text().then(function (text) { throw new Error(text); });
      if (about === chosen) by("comment").value = "";
      return catchUp();
    }).catch(say);
  }
  // Takes in what was decided meanwhile, here or by others. Decisions only grow, so an answer that was overtaken is told.
  function catchUp() {
    return get("/api/decisions", { after: known }).then(function (fresh) {
      var newest = fresh.length ? fresh[fresh.length - 1].number : 0;
      if (newest <= known) return;
      known = newest;
      var states = {};
      fresh.forEach(function (d) { states[d.report_id + "/" + d.finding_id] = d.state; });
      listed.forEach(function (f) { f.state = states[f.report_id + "/" + f.finding_id] || f.state; });
      if (chosen.id) choose(chosen.report, chosen.id);
      return by("by-state").value ? load(false) : count();
    });
  }
  function count() {
    return get("/api/findings", wanted()).then(function (found) { show(found.decided); });
  }

  // -- keys, memory, start ---------------------------------------------------------------------------------------

  function step(by_) {
    if (!listed.length) return;
    var here = listed.findIndex(function (f) { return f.report_id === chosen.report && f.finding_id === chosen.id; });
    var next = listed[Math.max(0, Math.min(listed.length - 1, here < 0 ? 0 : here + by_))];
    choose(next.report_id, next.finding_id);
  }
  function toggle(state) {
    var pressed = by("decide").querySelector('[data-state="' + state + '"]').getAttribute("aria-pressed") === "true";
    decide(pressed ? "open" : state, by("comment").value);
  }
  function remember() {
    var kept = new URLSearchParams(), asked = wanted();
    Object.keys(asked).forEach(function (name) { if (asked[name]) kept.set(name, asked[name]); });
    if (chosen.id) kept.set("at", chosen.report + "/" + chosen.id);
    history.replaceState(null, "", location.search + "#" + kept);
  }
  function recall() {
    var kept = new URLSearchParams(location.hash.slice(1)), at = (kept.get("at") || "").split("/");
    by("find").value = kept.get("words") || "";
    FILTERS.forEach(function (name) { by("by-" + name).dataset.wanted = kept.get(name) || ""; });
    if (at.length === 2) chosen = { report: "", id: "", at: at };
  }
  var KEYS = {
    j: function () { step(1); }, k: function () { step(-1); }, ArrowRight: function () { view.turn(1); },
    ArrowLeft: function () { view.turn(-1); }, "+": function () { view.zoom(1); }, "=": function () { view.zoom(1); },
    "-": function () { view.zoom(-1); }, "0": function () { view.fit(); }, "/": function () { by("find").focus(); },
    a: function () { toggle("accepted"); }, d: function () { toggle("dismissed"); }, e: function () { toggle("needs_evidence"); }
  };
  document.addEventListener("keydown", function (event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (/^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName) && event.target.type !== "checkbox") {
      if (event.key === "Escape") event.target.blur();
      return;
    }
    if (!KEYS[event.key]) return;
    event.preventDefault();
    KEYS[event.key]();
  });
  by("decide").querySelectorAll("[data-state]").forEach(function (button) {
    button.addEventListener("click", function () { toggle(button.dataset.state); });
  });
  var typing = 0;
  by("find").addEventListener("input", function () { clearTimeout(typing); typing = setTimeout(load, 250, false); });
  by("filters").addEventListener("submit", function (event) { event.preventDefault(); clearTimeout(typing); load(false); });
  FILTERS.forEach(function (name) {
    by("by-" + name).addEventListener("change", function () { by("by-" + name).dataset.wanted = ""; load(false); });
  });
  by("more").addEventListener("click", function () { load(true); });
  try { by("reviewer").value = localStorage.getItem("fuhe-reviewer") || ""; } catch (e) { /* private */ }
  by("reviewer").addEventListener("change", function () {
    try { localStorage.setItem("fuhe-reviewer", by("reviewer").value); } catch (e) { /* private */ }
  });
  new MutationObserver(function () { fillSelects(); count(); }).observe(root, { attributes: true, attributeFilter: ["data-lang"] });
  view.onFinding = choose;

  recall();
  get("/api/choices").then(function (found) {
    choices = found.choices;
    words = found.words;
    fillSelects();
    return Promise.all([load(false), get("/api/decisions", { after: 0 }).then(function (all) {
      if (all.length) known = all[all.length - 1].number;
    })]);
  }).then(function () {
    if (chosen.at) return choose(chosen.at[0], chosen.at[1]);
    if (listed.length) return choose(listed[0].report_id, listed[0].finding_id);
    if (clean.length) open(clean[0]);
  }).catch(say);
  setInterval(function () { catchUp().catch(function () { /* the server is gone; the next decision will say so */ }); }, 4000);
})();
