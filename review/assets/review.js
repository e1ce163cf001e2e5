// Decisions beside the findings of a report's page. Keys: j/k next and previous, a accept, d dismiss, e needs evidence.
(function () {
  "use strict";
  var match = /\/([0-9a-f]{12}(?:-\d+)?)\.html$/.exec(location.pathname);
  if (!match) return;
  var report = match[1], known = 0, at = -1;
  var WORDS = {
    accepted: ["确认", "Accept", "a"], dismissed: ["排除", "Dismiss", "d"],
    needs_evidence: ["需补证", "Needs evidence", "e"], open: ["待定", "Open", ""]
  };
  function make(tag, options, children) {
    var element = document.createElement(tag);
    Object.assign(element, options || {});
    (children || []).forEach(function (child) { element.append(child); });
    return element;
  }
  function both(zh, en) {
    var a = make("span", { className: "zh", lang: "zh", textContent: zh });
    var b = make("span", { className: "en", lang: "en", textContent: en });
    return [a, b];
  }
  function remembered() { try { return localStorage.getItem("fuhe-reviewer") || ""; } catch (e) { return ""; } }

  var name = make("input", { type: "text", value: remembered(), maxLength: 100, autocomplete: "name" });
  name.setAttribute("aria-label", "审核人 / Reviewer");
  name.addEventListener("change", function () { try { localStorage.setItem("fuhe-reviewer", name.value); } catch (e) { /* private */ } });
  document.querySelector("header.bar > div").append(make("label", { className: "reviewer" }, both("审核人", "Reviewer").concat(name)));

  var cards = Array.prototype.slice.call(document.querySelectorAll("article.card"));
  cards.forEach(function (card) {
    var comment = make("input", { type: "text", className: "comment", maxLength: 4000 });
    comment.setAttribute("aria-label", "备注 / Comment");
    var parts = ["accepted", "dismissed", "needs_evidence"].map(function (state) {
      var button = make("button", { type: "button", title: WORDS[state][2] }, both(WORDS[state][0], WORDS[state][1]));
      button.dataset.state = state;
      button.setAttribute("aria-pressed", "false");
      button.addEventListener("click", function () {
        decide(card, button.getAttribute("aria-pressed") === "true" ? "open" : state);
      });
      return button;
    });
    card.append(make("div", { className: "review" }, parts.concat(comment, make("ol"))));
  });

  function decide(card, state) {
    var comment = card.querySelector(".comment");
    fetch("/api/decisions", {
      method: "POST", headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ report_id: report, finding_id: card.id, state: state, comment: comment.value, reviewer: name.value })
    }).then(function (answer) {
      if (!answer.ok) return answer.text().then(function (text) { throw new Error(text); });
      comment.value = "";
      trouble(card, "");
      return refresh();
    }).catch(function (error) { trouble(card, String(error.message || error)); });
  }
  function trouble(card, text) {
    var old = card.querySelector(".problem");
    if (old) old.remove();
    if (text) card.querySelector(".review").append(make("p", { className: "problem", textContent: text }));
  }
  function refresh() {
    return fetch("/api/decisions?report=" + report).then(function (answer) { return answer.json(); }).then(function (all) {
      if (all.length <= known) return; // nothing new, or an answer that was overtaken: decisions only grow
      known = all.length;
      cards.forEach(function (card) { show(card, all.filter(function (d) { return d.finding_id === card.id; })); });
    });
  }
  function show(card, history) {
    var last = history[history.length - 1], list = card.querySelector(".review ol");
    list.replaceChildren.apply(list, history.slice().reverse().map(function (d) {
      var when = d.decided_at.replace("T", " ").slice(0, 16) + " UTC";
      var line = make("li", {}, both(WORDS[d.state][0], WORDS[d.state][1]));
      line.append(" · " + (d.reviewer || "—") + " · " + when + (d.comment ? " · " + d.comment : ""));
      return line;
    }));
    card.querySelectorAll(".review button").forEach(function (button) {
      button.setAttribute("aria-pressed", String(!!last && last.state === button.dataset.state));
    });
    var link = document.querySelector('.list a[href="#' + CSS.escape(card.id) + '"]');
    if (!link) return;
    var old = link.querySelector(".state");
    if (old) old.remove();
    var decided = !!last && last.state !== "open";
    link.parentElement.classList.toggle("decided", decided);
    if (decided) link.prepend(make("span", { className: "state" }, both(WORDS[last.state][0], WORDS[last.state][1])));
  }
  function go(step) {
    var shown = cards.filter(function (card) { return !card.hidden; });
    if (!shown.length) return;
    var here = shown.indexOf(cards[at]);
    at = cards.indexOf(shown[Math.max(0, Math.min(shown.length - 1, here < 0 ? 0 : here + step))]);
    cards.forEach(function (card, i) { card.classList.toggle("at", i === at); });
    cards[at].scrollIntoView();
  }
  document.addEventListener("keydown", function (event) {
    if (event.ctrlKey || event.metaKey || event.altKey || /^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName)) return;
    if (event.key === "j") go(1);
    else if (event.key === "k") go(-1);
    else {
      var state = Object.keys(WORDS).find(function (s) { return WORDS[s][2] === event.key; });
      if (state && at >= 0) decide(cards[at], state);
    }
  });
  refresh();
  setInterval(function () { refresh().catch(function () { /* the server is gone; the next decision will say so */ }); }, 4000);
})();
