// What some pages have beyond app.js: keys that answer, the map of an assessment, people found while somebody types, and the grid of the
// check page. Each works without this file: the form is sent and answered, and the cards stand below one another.
(() => {
	// ── Keys inside [data-hotkeys]: j n e answer, arrow up and down walk between the questions ──
	function questionsOf(item) {
		return [...item.querySelectorAll("fieldset")].filter((set) => set.querySelector("input[data-key]"));
	}

	function focusQuestion(set) {
		const input = set.querySelector("input:checked") ?? set.querySelector("input[data-key]");
		input?.focus();
	}

	function currentQuestion(questions) {
		const inside = document.activeElement?.closest("fieldset");
		if (inside && questions.includes(inside)) return inside;
		return questions.find((set) => !set.querySelector("input[data-key]:checked")) ?? questions[0];
	}

	document.addEventListener("keydown", (event) => {
		const item = event.target instanceof Element ? event.target.closest("[data-hotkeys]") : null;
		if (!item || event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return;
		if (event.target.matches("textarea, select, input:not([type=radio], [type=checkbox])")) return;
		const questions = questionsOf(item);
		const inside = event.target.closest("fieldset");
		if (inside && !questions.includes(inside)) return; // other choices, such as how severe it is, have their own keys
		const current = currentQuestion(questions);
		if (!current) return;
		const index = questions.indexOf(current);
		if (event.key === "ArrowDown" || event.key === "ArrowUp") {
			const next = questions[index + (event.key === "ArrowDown" ? 1 : -1)];
			if (!next) return;
			event.preventDefault();
			focusQuestion(next);
			return;
		}
		const named = `[data-key="${CSS.escape(event.key.toLowerCase())}"]`;
		const choice = current.querySelector(`input${named}`);
		const way = choice ? null : item.querySelector(`:is(a, summary)${named}`);
		if (way) {
			event.preventDefault();
			way.click();
			way.parentElement.querySelector(":scope[open] :is(input, select):not([type=hidden])")?.focus();
		}
		if (!choice || choice.disabled) return;
		event.preventDefault();
		choice.focus();
		if (!choice.checked) choice.click();
		// Nej and Delvis ask for words: stay. Otherwise on to the next question, and after the last one to the next item.
		if (["n", "d"].includes(event.key.toLowerCase())) return;
		const words = item.querySelector("[data-after-keys]");
		if (questions[index + 1]) focusQuestion(questions[index + 1]);
		else if (words) words.focus();
		else focusNextItem(item);
	});

	// ── A meeting that scores: it begins at the first step, the words are left and sent by key, and there as in a risk's form the map marks what is chosen ──
	const steps = document.querySelector("[data-keys-first]");
	if (steps && !document.querySelector("[data-error-summary]")) focusQuestion(currentQuestion(questionsOf(steps)));

	document.addEventListener("keydown", (event) => {
		if (!event.target.matches?.("[data-hotkeys] [data-after-keys]") || event.isComposing) return;
		if (event.key === "Enter" && event.ctrlKey) event.target.form.requestSubmit();
		else if (event.key === "Escape") focusQuestion(questionsOf(event.target.closest("[data-hotkeys]"))[0]);
		else return;
		event.preventDefault();
	});

	/** The box that the two steps choose; beside the form's pairs its words are said too. */
	document.addEventListener("change", ({ target }) => {
		const pair = target.closest?.("[data-marks-map]");
		if (!pair) return;
		const step = (axis) => pair.querySelector(`:is(select, input:checked)[name$="${axis}"]`)?.value;
		const at = `${step("likelihood")}-${step("impact")}`;
		const map = pair.matches("form") ? document : pair;
		for (const box of map.querySelectorAll(".matrix [data-at]"))
			box.classList.toggle("is-chosen", box.dataset.at === at);
		const said = pair.querySelector("output");
		if (said) said.textContent = map.querySelector(".is-chosen .matrix-score")?.textContent ?? said.dataset.none;
	});

	function focusNextItem(item) {
		const items = [...document.querySelectorAll("[data-hotkeys]")];
		const open = (one) => questionsOf(one).some((set) => !set.querySelector("input[data-key]:checked"));
		const next = items.slice(items.indexOf(item) + 1).find(open) ?? items.find((one) => one !== item && open(one));
		if (!next) return;
		next.querySelector("details")?.setAttribute("open", "");
		focusQuestion(currentQuestion(questionsOf(next)));
	}

	// ── Whom a person field finds, while somebody types: the form is sent as it stands, and answers with the few it found ──
	let asked;
	document.addEventListener("input", ({ target }) => {
		const form = target.dataset?.personSearch ? target.form : null;
		if (!form) return;
		clearTimeout(asked);
		asked = setTimeout(() => void findPeople(form, target.dataset.personSearch, target.value), 250);
	});

	async function findPeople(form, place, text) {
		const body = new URLSearchParams(new FormData(form));
		const found = await fetch(form.action, { method: "POST", body, headers: { "HX-Request": "true" } }).catch(
			() => null,
		);
		if (!found?.ok) return;
		const page = new DOMParser().parseFromString(await found.text(), "text/html").getElementById(place);
		const field = document.getElementById(place);
		// what was typed since then is asked for by itself
		if (page && field && form.querySelector(`[data-person-search="${place}"]`)?.value === text) field.replaceWith(page);
	}

	// ── The grid of the check page: arrows walk, j n e ö press what the card beside it has, and the cells follow what the cards hold ──
	const grid = document.querySelector("[data-check-grid]");
	const wide = matchMedia("(min-width: 64rem)");
	const WORDS = { j: "Ja", n: "Nej", e: "Ej tillämpligt" };
	const cells = () => [...grid.querySelectorAll("a[data-cell]")];
	const questionOf = (cell) => document.getElementById(cell.hash.slice(1));
	const cardOf = (cell) => questionOf(cell)?.closest(".card");
	let now = null;

	/** The card of the cell is the one that is seen; on a narrow screen, where there is no grid, all of them are. */
	function show(cell) {
		now = cell;
		const here = cardOf(cell);
		for (const card of document.querySelectorAll(".check-work .items > .card"))
			card.hidden = wide.matches && card !== here;
		here?.querySelector("details")?.setAttribute("open", "");
		for (const one of cells()) one.tabIndex = one === cell ? 0 : -1;
		for (const row of grid.querySelectorAll("tbody tr")) row.classList.toggle("is-now", row.contains(cell));
	}

	function write(cell, letter, said, tone) {
		if (cell.textContent === letter && cell.classList.contains(tone)) return;
		cell.textContent = letter;
		cell.className = `grid-cell ${tone}`;
		cell.setAttribute("aria-label", `${cell.dataset.cell}: ${said}`);
	}

	function refresh() {
		for (const cell of cells()) {
			const question = questionOf(cell);
			if (!question || question.matches(".file-answer")) continue;
			const key = question.querySelector("input[data-key]:checked")?.dataset.key;
			if (question.hidden) write(cell, "–", "ställs inte", "is-off");
			else if (key) write(cell, key.toUpperCase(), WORDS[key], key === "n" ? "is-no" : "is-given");
			else write(cell, "·", "obesvarad", "is-open");
		}
	}

	function walk(cell, key) {
		const row = cell.closest("tr");
		const inRow = [...row.querySelectorAll("a[data-cell]")];
		const at = inRow.indexOf(cell);
		const below = key === "ArrowDown" ? row.nextElementSibling : row.previousElementSibling;
		const sideways = { ArrowLeft: at - 1, ArrowRight: at + 1, Home: 0, End: inRow.length - 1 };
		if (key in sideways) return inRow[sideways[key]];
		return below?.querySelectorAll("a[data-cell]")[at];
	}

	/** A Nej asks for words beside the grid; every other answer goes on to the next cell. */
	function answer(cell, key) {
		const input = questionOf(cell)?.querySelector(`input[data-key="${key}"]`);
		if (!input || input.disabled) return;
		if (!input.checked) input.click();
		if (key === "n") input.focus();
		else (walk(cell, "ArrowRight") ?? cells()[cells().indexOf(cell) + 1] ?? cell).focus();
	}

	function pressed(event) {
		if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing || !wide.matches) return;
		const cell = event.target.closest?.("a[data-cell]");
		if (!cell) {
			if (event.key !== "Escape" || !now || !event.target.closest?.(".check-work")) return;
			event.preventDefault();
			now.focus();
			return;
		}
		const key = event.key.toLowerCase();
		if (/^(Arrow|Home$|End$)/.test(event.key)) walk(cell, event.key)?.focus();
		else if (key in WORDS) answer(cell, key);
		else if (key === "ö") cardOf(cell)?.querySelector('button[name="ovriga"]')?.click();
		else if (event.key === "Enter") enter(cell);
		else return;
		event.preventDefault();
	}

	function enter(cell) {
		const question = questionOf(cell);
		(question?.querySelector("input:checked") ?? question?.querySelector("input, button"))?.focus();
	}

	if (grid) {
		grid.addEventListener("focusin", ({ target }) => target.dataset.cell && show(target));
		grid.addEventListener("click", (event) => {
			const cell = event.target.closest("a[data-cell]");
			if (!cell || !wide.matches) return;
			event.preventDefault();
			cell.focus();
		});
		document.addEventListener("keydown", pressed);
		document.addEventListener("change", refresh);
		document.addEventListener("htmx:after:settle", refresh);
		wide.addEventListener("change", () => now && show(now));
		show(cells().find((cell) => cell.classList.contains("is-open")) ?? cells()[0]);
	}
})();
