// What is typed in a form stays on the device until it is stored: through a reload, a crash, a lost session and two tabs. Only text and
// choices, never passwords, codes, files or what a form holds by itself; for fourteen days, and never for anybody else.
(() => {
	const { person, device, tab, openTabs } = window.kept;
	if (person === null) return;
	const DAYS = 14;
	const address = location.pathname + location.search;
	const SECRET = /^(one-time-code|current-password|new-password)$/;
	const TYPED = /^(text|textarea|search|email|tel|number|date)$/;
	const pathOf = (url) => new URL(url, location.href).pathname;
	const forms = () => [...document.querySelectorAll('main form[method="post"]')];
	const unsaved = new Map();
	let timer;

	function isKept(field) {
		if (!field.name || field.disabled || field.readOnly || SECRET.test(field.autocomplete)) return false;
		if (field.matches("[data-secret], button, fieldset, output")) return false;
		if (/^(hidden|file|password|submit|button|image|reset|select-multiple)$/.test(field.type)) return false;
		// what a tap answers is sent as it is tapped
		return !field.closest("[data-queued]") || TYPED.test(field.type);
	}

	function isChanged(field) {
		// where none is marked the first stands chosen
		if (field.matches("select"))
			return (
				field.selectedIndex !==
				Math.max(
					0,
					[...field.options].findIndex((one) => one.defaultSelected),
				)
			);
		if (/^(radio|checkbox)$/.test(field.type)) return field.checked !== field.defaultChecked;
		return field.value !== field.defaultValue;
	}

	const stateOf = (field) => (/^(radio|checkbox)$/.test(field.type) ? field.checked : field.value);
	const fieldsOf = (form) => [...form.elements].filter(isKept);
	const indexOf = (form) =>
		forms()
			.filter((one) => one.getAttribute("action") === form.getAttribute("action"))
			.indexOf(form);

	async function idOf(form) {
		return [await tab, address, form.getAttribute("action"), indexOf(form)].join("\n");
	}

	async function save(form, sent_to) {
		const id = await idOf(form);
		const changed = fieldsOf(form).filter(isChanged);
		// ticks and choices alone are no text: a list's picked rows are not a draft
		const isTyped = changed.some((field) => TYPED.test(field.type));
		const fields = (isTyped ? changed : []).map((field) => ({
			name: field.name,
			option: field.matches("[type=radio], [type=checkbox]") ? field.value : null,
			value: stateOf(field),
		}));
		const of = {
			id,
			person,
			address,
			tab: await tab,
			action: pathOf(form.getAttribute("action")),
			index: indexOf(form),
		};
		const row = { ...of, version: form.elements.version?.value, at: Date.now(), fields, sent_to };
		await (fields.length === 0 ? forget(id) : device.put("drafts", row)).catch(() => {});
	}

	/** With the words that it was put back: they go when it does. */
	function forget(id) {
		document.querySelector(`[data-draft="${CSS.escape(id)}"]`)?.remove();
		return device.remove("drafts", id);
	}

	function saveAll() {
		clearTimeout(timer);
		const typed = [...unsaved];
		unsaved.clear();
		return Promise.all(typed.map(([form, sent_to]) => save(form, sent_to)));
	}

	for (const kind of ["input", "change"])
		document.addEventListener(kind, ({ target }) => {
			if (!target.form?.matches('main form[method="post"]') || !isKept(target)) return;
			unsaved.set(target.form, undefined);
			clearTimeout(timer);
			timer = setTimeout(() => void saveAll(), 300);
		});
	document.addEventListener("submit", ({ target, submitter }) => {
		if (!target.matches('main form[method="post"]')) return;
		unsaved.set(
			target,
			pathOf(submitter?.hasAttribute("formaction") ? submitter.formAction : target.getAttribute("action")),
		);
		void saveAll();
	});
	addEventListener("pagehide", () => void saveAll());
	document.addEventListener("visibilitychange", () => void saveAll());

	// ── Stored: gone from here ──
	/** The fields that were sent as they stand in the draft; what has been typed since stays. */
	window.kept.dropSent = async (action, sent) => {
		await saveAll();
		const pairs = new Set(sent.map(([name, value]) => `${name}\n${String(value).replaceAll("\r\n", "\n")}`));
		for (const draft of await device.mine("drafts").catch(() => [])) {
			if (draft.action !== pathOf(action) || draft.tab !== (await tab)) continue;
			const fields = draft.fields.filter(
				({ name, option, value }) => !pairs.has(`${name}\n${option ?? value}`) && value !== false,
			);
			await (fields.length === 0 ? forget(draft.id) : device.put("drafts", { ...draft, fields }));
		}
	};
	document.addEventListener("htmx:after:request", ({ detail: { ctx } }) => {
		if (ctx.response.status >= 400 || !ctx.request.body) return;
		if (ctx.response.headers.get("hx-redirect")?.startsWith("/logga-in")) return;
		window.kept.dropSent(ctx.request.action, [...ctx.request.body.entries()]);
	});

	/** The address that has just stored a form, as the server says it to the next page. It is believed once. */
	function storedAt() {
		const [, said] = /(?:^|; )sparat=([^;]*)/.exec(document.cookie) ?? [];
		if (!said || sessionStorage.getItem("sparat") === said) return null;
		sessionStorage.setItem("sparat", said);
		return decodeURIComponent(said).replace(/^[^/]*/, "");
	}

	async function forgetStored(drafts) {
		const path = storedAt();
		const own = await tab;
		const isStored = (draft) => draft.tab === own && [draft.action, draft.sent_to].includes(path);
		for (const draft of drafts.filter(isStored)) await device.remove("drafts", draft.id);
		return drafts.filter((draft) => !isStored(draft));
	}

	// ── Back on the page ──
	function fill(form, draft) {
		let filled = 0;
		for (const { name, option, value } of draft.fields)
			for (const field of fieldsOf(form)) {
				if (field.name !== name || (option !== null && field.value !== option) || stateOf(field) === value) continue;
				if (option === null) field.value = value;
				else field.checked = value;
				filled += 1;
			}
		return filled > 0;
	}

	function note(form, draft) {
		const version = form.elements.version;
		const newest = version?.value;
		// saved against what was there when it was typed: what others have changed since is shown, not overwritten
		if (version && draft.version) version.value = draft.version;
		const box = document.createElement("p");
		box.className = "draft-note";
		box.dataset.draft = draft.id;
		box.setAttribute("role", "status");
		const at = new Date(draft.at).toLocaleString("sv-SE", { dateStyle: "medium", timeStyle: "short" });
		box.append(`Ditt utkast är återställt (skrivet ${at}). `);
		const button = document.createElement("button");
		button.type = "button";
		button.className = "button button-quiet";
		button.textContent = "Släng utkastet";
		const drop = async () => {
			form.reset();
			if (version) version.value = newest;
			await forget(draft.id);
			window.house.announce("Utkastet är slängt.");
		};
		button.addEventListener("click", () => void drop());
		box.append(button);
		form.prepend(box);
		window.house.announce("Ditt utkast är återställt.");
		for (let fold = form.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
		if (form.dataset.unsaved === "") form.dataset.unsaved = "dirty";
	}

	async function restore() {
		const alive = await openTabs();
		const own = await tab;
		const all = await device.mine("drafts");
		const old = all.filter((draft) => Date.now() - draft.at > DAYS * 86_400_000);
		for (const draft of old) await device.remove("drafts", draft.id);
		const drafts = (await forgetStored(all.filter((draft) => !old.includes(draft))))
			.filter((draft) => draft.address === address && (draft.tab === own || !alive.includes(draft.tab)))
			.sort((a, b) => (b.tab === own) - (a.tab === own) || b.at - a.at);
		for (const form of forms()) {
			const draft = drafts.find(
				(one) => one.action === pathOf(form.getAttribute("action")) && one.index === indexOf(form),
			);
			// a refused form holds what was sent, and says why
			if (!draft || form.querySelector("[data-error-summary]")) continue;
			const mine = { ...draft, id: await idOf(form), tab: own };
			if (mine.id !== draft.id) await device.remove("drafts", draft.id);
			if (!fill(form, mine)) await device.remove("drafts", mine.id);
			else {
				await device.put("drafts", mine);
				note(form, mine);
			}
		}
	}

	document.addEventListener("DOMContentLoaded", () => void restore().catch(() => {}));
})();
