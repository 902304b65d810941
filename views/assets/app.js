// The page works without this file. Here: keys on the check page, pasted screenshots, where focus goes after a swap, what is read aloud,
// and a warning before unsaved changes are left. No eval, no inline code, no styles set from script.
(() => {
	document.documentElement.classList.add("has-js");

	// ── Read aloud ──
	function announce(text) {
		const region = document.getElementById("upplasning");
		if (!region || !text) return;
		region.textContent = "";
		// an empty region first: the same words twice are read twice
		setTimeout(() => {
			region.textContent = text;
		}, 50);
	}

	function say(tone, text, cause = "") {
		const place = document.getElementById("meddelanden");
		if (!place) return;
		const box = document.createElement("div");
		box.className = `flash tone-${tone}`;
		box.setAttribute("role", "alert");
		box.dataset.cause = cause;
		const body = document.createElement("div");
		body.className = "flash-body";
		const line = document.createElement("p");
		line.textContent = text;
		body.append(line);
		box.append(body);
		place.replaceChildren(box);
		box.tabIndex = -1;
		box.focus();
	}

	window.house = { announce };

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

	// ── A meeting that scores: it begins at the first step, the words are left and sent by key, the map marks what is chosen ──
	const steps = document.querySelector("[data-keys-first]");
	if (steps && !document.querySelector("[data-error-summary]")) focusQuestion(currentQuestion(questionsOf(steps)));

	document.addEventListener("keydown", (event) => {
		if (!event.target.matches?.("[data-hotkeys] [data-after-keys]") || event.isComposing) return;
		if (event.key === "Enter" && event.ctrlKey) event.target.form.requestSubmit();
		else if (event.key === "Escape") focusQuestion(questionsOf(event.target.closest("[data-hotkeys]"))[0]);
		else return;
		event.preventDefault();
	});

	document.addEventListener("change", (event) => {
		const form = event.target.closest?.("form[data-marks-map]");
		if (!form) return;
		const step = (name) => form.querySelector(`input[name="${name}"]:checked`)?.value;
		const at = `${step("likelihood")}-${step("impact")}`;
		for (const box of document.querySelectorAll(".matrix [data-at]"))
			box.classList.toggle("is-chosen", box.dataset.at === at);
	});

	function focusNextItem(item) {
		const items = [...document.querySelectorAll("[data-hotkeys]")];
		const open = (one) => questionsOf(one).some((set) => !set.querySelector("input[data-key]:checked"));
		const next = items.slice(items.indexOf(item) + 1).find(open) ?? items.find((one) => one !== item && open(one));
		if (!next) return;
		next.querySelector("details")?.setAttribute("open", "");
		focusQuestion(currentQuestion(questionsOf(next)));
	}

	// ── The key / opens the search and ? the help, from every page; both can be turned off, for those whose speech or shaking hands type it ──
	const SEARCH = "/sok";
	const HELP = "/hjalp#tangenter";
	const KEY_OFF = "sok-tangent-av";
	const searchField = () => document.querySelector("main input[type=search][name=q]");

	function keyIsOff(set) {
		try {
			if (set !== undefined) set ? localStorage.setItem(KEY_OFF, "1") : localStorage.removeItem(KEY_OFF);
			return localStorage.getItem(KEY_OFF) === "1";
		} catch {
			return false; // storage is forbidden on the device: the key works, as it does before anybody has chosen
		}
	}

	document.addEventListener("keydown", (event) => {
		if (!["/", "?"].includes(event.key) || event.ctrlKey || event.altKey || event.metaKey) return;
		if (event.isComposing || keyIsOff()) return;
		if (event.target instanceof Element && event.target.matches("input, textarea, select, [contenteditable]")) return;
		if (!document.querySelector(`.menu a[href="${SEARCH}"]`)) return;
		event.preventDefault();
		if (event.key === "?") location.assign(HELP);
		else if (location.pathname === SEARCH) searchField()?.focus();
		else location.assign(SEARCH);
	});

	if (location.pathname === SEARCH) {
		const choice = document.querySelector("[data-shortcut]");
		const button = choice?.querySelector("button");
		const say = () => {
			if (button) button.textContent = keyIsOff() ? "Slå på tangenten" : "Stäng av tangenten";
		};
		if (choice) choice.hidden = false;
		button?.addEventListener("click", () => {
			keyIsOff(!keyIsOff());
			say();
		});
		say();
		if (searchField()?.value === "") searchField().focus();
	}

	// ── A link into a fold opens it ──
	document.addEventListener("click", (event) => {
		const link = event.target instanceof Element ? event.target.closest('a[href^="#"]') : null;
		const goal = link && document.getElementById(decodeURIComponent(link.hash.slice(1)));
		const fold = goal?.closest("details");
		if (!fold) return;
		fold.setAttribute("open", "");
		// the item that is left folds, so that the way to the next one is short
		if (!fold.matches(".item")) return;
		for (const other of document.querySelectorAll("details.item[open]"))
			if (other !== fold) other.removeAttribute("open");
	});

	// ── One box picks every row of the page ──
	document.addEventListener("change", (event) => {
		if (!event.target.matches?.("[data-pick-all]")) return;
		for (const box of event.target.closest("table").querySelectorAll("tbody .pick input"))
			box.checked = event.target.checked;
	});

	// ── A pasted screenshot becomes a chosen file ──
	function pasteTarget() {
		const near = document.activeElement?.closest("form, [data-hotkeys]")?.querySelector("input[data-paste-target]");
		if (near) return near;
		const all = document.querySelectorAll("input[data-paste-target]");
		return all.length === 1 ? all[0] : null;
	}

	document.addEventListener("paste", (event) => {
		const images = [...(event.clipboardData?.files ?? [])].filter((file) => file.type.startsWith("image/"));
		if (images.length === 0) return;
		const input = pasteTarget();
		if (!input || input.disabled) return;
		event.preventDefault();
		const chosen = new DataTransfer();
		for (const file of input.multiple ? [...input.files, ...images] : images.slice(0, 1)) chosen.items.add(file);
		input.files = chosen.files;
		input.dispatchEvent(new Event("input", { bubbles: true }));
		input.dispatchEvent(new Event("change", { bubbles: true }));
		announce("Skärmbilden är inklistrad.");
	});

	// ── What was kept when the session ended is sent as soon as the person is back ──
	document.querySelector("form[data-send-now]")?.requestSubmit();

	// ── Unsaved changes ──
	function isDirty() {
		return document.querySelector('form[data-unsaved="dirty"]') !== null;
	}

	document.addEventListener("input", (event) => {
		const form = event.target.form;
		if (form && form.dataset.unsaved === "") form.dataset.unsaved = "dirty";
	});
	document.addEventListener("submit", (event) => {
		// a plain submit leaves the page with the form's own values; htmx says itself how it went
		if (!event.defaultPrevented && event.target.dataset.unsaved === "dirty") event.target.dataset.unsaved = "";
	});
	window.addEventListener("beforeunload", (event) => {
		if (isDirty()) event.preventDefault();
	});

	// ── After htmx ──
	document.addEventListener("htmx:after:request", (event) => {
		const { ctx } = event.detail;
		const status = ctx.response.status;
		if (status < 500) document.querySelector("#meddelanden > [data-cause]")?.remove(); // its cause is gone
		if (status < 400) {
			const form = ctx.sourceElement?.closest?.("form[data-unsaved]");
			if (form) form.dataset.unsaved = "";
		} else if (status < 500 && /^\s*<!doctype/i.test(ctx.text)) {
			// a whole page as refusal (signed out, not yours): show it as the content, not inside a table cell
			ctx.target = document.getElementById("innehall");
			ctx.select = "#innehall";
			ctx.swap = "outerHTML";
		}
	});

	document.addEventListener("htmx:before:swap", (event) => {
		const response = event.detail.ctx.response;
		if (!response || response.status < 500 || event.detail.ctx.hx?.retarget) return;
		event.preventDefault(); // the form keeps what was written
		const reference = response.headers.get("x-request-id");
		say(
			"bad",
			`Något gick fel och ändringen är inte sparad. Försök igen.${reference ? ` Referens: ${reference}` : ""}`,
		);
	});

	document.addEventListener("htmx:error", (event) => {
		if (event.detail.ctx && !event.detail.ctx.response) {
			say("bad", "Ingen kontakt med servern. Ändringen är inte sparad. Försök igen.", "contact");
		}
	});

	document.addEventListener("htmx:after:settle", (event) => {
		const { task, newContent } = event.detail;
		const arrived = newContent.filter((node) => node instanceof Element);
		const find = (selector) => {
			for (const node of arrived) {
				const hit = node.matches(selector) ? node : node.querySelector(selector);
				if (hit) return hit;
			}
			return null;
		};
		const spoken = find("[data-announce]");
		if (spoken) announce(spoken.dataset.announce || spoken.textContent.trim());
		const wanted = find("[data-error-summary]") ?? find('[aria-invalid="true"]') ?? find("[data-focus]");
		const lost = task?.type === "main" && document.activeElement === document.body;
		const found = wanted ?? (lost ? arrived[0] : null);
		// a morph keeps the elements that were there: what arrived then only tells which one
		const goal = !found || found.isConnected ? found : document.getElementById(found.id);
		if (!goal) return;
		if (goal.tabIndex < 0 && !goal.hasAttribute("tabindex")) goal.setAttribute("tabindex", "-1");
		goal.focus();
	});
})();
