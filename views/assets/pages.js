// What some pages have beyond app.js: people found while somebody types, and the grid of the check page. Each works without this file:
// the form is sent and answered, and the cards stand below one another.
(() => {
	// ── Whom a person field finds, while somebody types: the form is sent as it stands, and answers with the few it found ──
	let asked;
	document.addEventListener("input", ({ target }) => {
		const form = target.dataset?.personSearch ? target.form : null;
		if (!form) return;
		clearTimeout(asked);
		asked = setTimeout(() => findPeople(form, target.dataset.personSearch, target.value), 250);
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
