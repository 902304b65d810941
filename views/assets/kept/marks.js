// What the queue tells on the page: at the question itself what becomes of its answer, and one notice for what is not on this page.
// Each goes when its cause does.
(() => {
	const { person } = window.kept;
	const percents = new Map();
	let told = 0;

	const onPage = (tap) => tap.page === location.pathname && document.getElementById(tap.at_id);
	const isTold = (tap) => tap.state === "held" || tap.why !== undefined || tap.file !== undefined;

	/** What is said of one tap where it was made. */
	function words(tap) {
		const it = tap.file ? tap.label : "Svaret";
		if (tap.conflict) return "";
		if (tap.state === "held") return `${it} är inte sparat. ${tap.said}`;
		if (!tap.why) return `Skickar ${tap.label}${percents.has(tap.key) ? `: ${percents.get(tap.key)} %` : ""}`;
		const cause = { net: "Väntar på nät.", server: "Servern svarar inte.", session: "Du har loggats ut." }[tap.why];
		if (window.kept.isOnDevice(tap)) return `${cause} ${it} är kvar på enheten och skickas av sig självt.`;
		const why =
			tap.file?.size > 10_000_000 ? "Filen är större än 10 MB" : "Enheten har inte plats eller tillåter det inte";
		return `${cause} ${it} är inte sparat: ${why}. Håll sidan öppen tills det är skickat, annars behöver det göras om.`;
	}

	function line(text, keys) {
		const row = document.createElement("p");
		row.className = "kept-mark";
		row.dataset.keptMark = keys.join(" ");
		const body = document.createElement("span");
		body.textContent = text;
		row.append(body);
		return row;
	}

	function letGo(tap) {
		const button = document.createElement("button");
		button.type = "button";
		button.className = "button button-quiet";
		button.dataset.letGo = tap.key;
		button.textContent = tap.file ? "Släpp filen" : "Släpp svaret";
		button.setAttribute("aria-label", `${button.textContent}: ${tap.label}`);
		return button;
	}

	/** A mark that says the same stays as it is, so that neither focus nor what is being read is lost. */
	function put(place, mark) {
		const old = [...place.querySelectorAll(":scope > [data-kept-mark]")];
		if (
			old.length === 1 &&
			old[0].textContent === mark.textContent &&
			old[0].dataset.keptMark === mark.dataset.keptMark
		)
			return;
		for (const one of old) one.remove();
		place.append(mark);
	}

	window.kept.show = (rows) => {
		const here = new Map();
		for (const tap of rows) if (onPage(tap) && isTold(tap) && words(tap) !== "") here.set(tap.at_id, tap);
		for (const mark of document.querySelectorAll("[data-kept-mark]"))
			if (!mark.closest("#natlage") && !here.has(mark.parentElement.id)) mark.remove();
		for (const [id, tap] of here) {
			const mark = line(words(tap), [tap.key]);
			if (tap.state === "held") mark.append(letGo(tap));
			put(document.getElementById(id), mark);
		}
		for (const tap of rows) if (tap.state === "waiting" && tap.why) describe(tap);
		banner(rows);
		const now = rows.filter((tap) => tap.state === "waiting" && tap.why).length;
		if (now > told) window.house.announce(words(rows.filter(isTold).at(-1)));
		if (now === 0 && told > 0 && !rows.some((tap) => tap.state === "held"))
			window.house.announce("Allt som väntade är skickat.");
		told = now;
	};

	// ── A Nej that has not reached the server is described all the same, in fields that the page has with it ──
	/** The last answer to a question decides whether it has the fields. */
	function describe({ fields, ...tap }) {
		const place = onPage(tap);
		if (!place) return;
		const { fraga, ...said } = Object.fromEntries(fields);
		const answer = said[`svar-${fraga}`];
		if (answer !== "no") return place.querySelector("[data-unsent-finding]")?.remove();
		const fold = document.querySelector(`template[data-finding="${CSS.escape(fraga ?? "")}"]`);
		const form = place.closest("form");
		if (!fold || !form || place.querySelector(".finding")) return;
		const [, item] = place.id.split("-");
		const box = document.createElement("div");
		box.dataset.unsentFinding = "";
		box.append(fold.content.cloneNode(true));
		const ofItem = (value) =>
			value
				.replaceAll("falt-0-", `falt-${item}-`)
				.replaceAll("fraga-0-", `fraga-${item}-`)
				.replaceAll(fold.dataset.action, form.getAttribute("action"));
		for (const element of box.querySelectorAll("*"))
			for (const { name, value } of element.attributes) element.setAttribute(name, ofItem(value));
		// a contested answer of the file stands in its button alone
		if (!place.querySelector(`[name="svar-${fraga}"]`))
			for (const name of [`svar-${fraga}`, `sett-${fraga}`]) {
				const hidden = document.createElement("input");
				Object.assign(hidden, { type: "hidden", name, value: said[name] ?? "" });
				box.append(hidden);
			}
		place.append(box);
		window.htmx.process(box);
		if (place.contains(document.activeElement)) box.querySelector("[data-focus]")?.focus();
	}

	/** True while an answer would wipe out what is being written of the Nej, or what waits to be sent after it. */
	window.kept.isBeingDescribed = (tap, rows) => {
		const place = onPage(tap);
		const box = place ? place.querySelector("[data-unsent-finding]") : null;
		if (!box) return false;
		const waits = ({ key, state, at_id }) => key !== tap.key && state === "waiting" && at_id === tap.at_id;
		return rows.some(waits) || (!tap.hands_in && box.contains(document.activeElement));
	};

	window.kept.percent = (tap, percent) => {
		percents.set(tap.key, percent);
		const mark = document.querySelector(`[data-kept-mark="${CSS.escape(tap.key)}"] span`);
		if (mark) mark.textContent = words({ ...tap, why: undefined });
	};

	// ── One notice above the page ──
	function banner(rows) {
		const sentences = person === null ? signedOut(rows) : waitingElsewhere(rows);
		let box = document.getElementById("natlage");
		if (sentences.length === 0) return box?.remove();
		if (!box) {
			box = document.createElement("div");
			box.id = "natlage";
			box.className = "flash tone-warn";
			box.setAttribute("role", "status");
			document.getElementById("meddelanden")?.before(box);
		}
		const body = document.createElement("div");
		body.className = "flash-body";
		body.append(...sentences);
		if (box.textContent !== body.textContent) box.replaceChildren(body);
	}

	function signedOut(rows) {
		if (rows.length === 0) return [];
		const many = rows.length === 1 ? "Ett svar är kvar" : `${rows.length} svar är kvar`;
		return [
			line(
				`Du har loggats ut. ${many} på den här enheten och skickas när du har loggat in igen. Loggar någon annan in tas det bort.`,
				[],
			),
		];
	}

	function waitingElsewhere(rows) {
		const said = [];
		const stuck = rows.filter((tap) => tap.why && tap.state === "waiting");
		if (stuck.length > 0) {
			const many = stuck.length === 1 ? "Ett svar väntar" : `${stuck.length} svar väntar`;
			said.push(line(`${many} på att skickas. Det sker av sig självt när servern går att nå.`, []));
		}
		if (window.kept.isForbidden() && document.querySelector("[data-queued]"))
			said.push(
				line(
					"Enheten tillåter inte att något sparas (privat läge?). Svar som inte når servern finns bara på den här sidan.",
					[],
				),
			);
		for (const tap of rows.filter((one) => one.state === "held" && !onPage(one))) {
			const mark = line(`${tap.label}: ${tap.conflict ? "någon annan har svarat. Välj på sidan." : words(tap)} `, [
				tap.key,
			]);
			const link = document.createElement("a");
			link.href = tap.page;
			link.textContent = "Öppna sidan";
			mark.append(link, " ", letGo(tap));
			said.push(mark);
		}
		return said;
	}

	/** "Inköp 3, Behövs i verksamheten?, Nej": what was answered, for when its question is no longer shown. */
	window.kept.labelOf = (place) => {
		const chosen = place?.querySelector("input:checked");
		const parts = [
			place?.closest("article, section")?.getAttribute("aria-label"),
			place?.querySelector("legend")?.textContent,
			chosen?.labels?.[0]?.textContent,
		];
		return (
			parts
				.filter(Boolean)
				.map((part) => part.trim())
				.join(", ") || "Svaret"
		);
	};

	window.kept.signIn = (tap) => {
		if (tap.page !== location.pathname || document.visibilityState !== "visible") return;
		location.assign(`/logga-in?till=${encodeURIComponent(location.pathname + location.search)}`);
	};

	async function drop({ target }) {
		const button = target instanceof Element ? target.closest("[data-let-go]") : null;
		if (!button) return;
		const rows = await window.kept.rows();
		const isHere = (tap) => onPage(tap)?.contains(button) && tap.state === "held";
		const gone = rows.filter((tap) => (button.dataset.letGo ? tap.key === button.dataset.letGo : isHere(tap)));
		await window.kept.letGo(gone.map((tap) => tap.key));
		for (const tap of gone) await window.kept.dropSent?.(tap.action, tap.fields);
		if (button.dataset.reload !== undefined) location.reload();
		button.closest("[data-two-answers]")?.remove();
		window.house.announce("Svaret är släppt.");
	}
	document.addEventListener("click", (event) => void drop(event));

	document.addEventListener("htmx:after:settle", () => void window.kept.rows().then(window.kept.show));

	// ── Who leaves takes everything along ──
	async function leave(event) {
		const form = event.target;
		if (!form.matches("form.sign-out") || form.dataset.cleared) return;
		event.preventDefault();
		const rows = await window.kept.rows();
		const many = rows.length === 1 ? "Ett svar är inte skickat" : `${rows.length} svar är inte skickade`;
		if (rows.length > 0 && !confirm(`${many} och tas bort från enheten om du loggar ut. Logga ut ändå?`)) return;
		form.dataset.cleared = "true";
		await window.kept.device.clear().catch(() => {});
		form.submit();
	}
	document.addEventListener("submit", (event) => void leave(event));

	/** Back where the person was, when something of theirs waits here. */
	async function goBack() {
		if (person === null) return;
		const waits = (await window.kept.rows()).find(onPage);
		if (!waits || location.hash) return;
		const place = document.getElementById(waits.at_id);
		place.closest("details")?.setAttribute("open", "");
		place.scrollIntoView({ block: "center" });
	}
	document.addEventListener("DOMContentLoaded", () => void goBack());
})();
