// Taps on what says data-queued are written on the device first, then sent: in order, one at a time, and once each (the server knows the
// key). While the network or the session is away they wait, the question says so, and nothing looks saved that is not.
(() => {
	const { person, device, alone, hex } = window.kept;
	/** Half as long as the server remembers a key (TAP_KEPT_DAYS). */
	const WAITS_DAYS = 30;
	const FILE_MOST = 10_000_000;
	const FILES_MOST = 50_000_000;
	const RETRY_MS = [1_000, 2_000, 5_000, 10_000, 30_000];
	const NET = "net";
	const SERVER = "server";
	const TOO_LONG = "Svaret har väntat i mer än 30 dagar och skickas inte. Svara igen på sidan.";

	/** What the device refuses to hold: it lives as long as the page, and the page says so. */
	const memory = new Map();
	/** Key → what htmx is waiting for. */
	const waiting = new Map();
	const puts = new Set();
	const channel = window.BroadcastChannel ? new BroadcastChannel("tillracklig") : null;
	let forbidden = false;
	let signedOut = false;

	async function rows() {
		let stored = [];
		try {
			stored = await device.mine("taps");
		} catch {
			forbidden = true;
		}
		return [...stored, ...memory.values()];
	}

	async function keep(tap) {
		if (memory.has(tap.key)) return void memory.set(tap.key, tap);
		try {
			if (tap.file) await requireRoom(tap);
			tap.seq = await device.put("taps", tap);
		} catch {
			memory.set(tap.key, tap);
		}
	}

	async function requireRoom({ file }) {
		const stored = (await device.mine("taps")).reduce((sum, tap) => sum + (tap.file?.size ?? 0), 0);
		if (file.size > FILE_MOST || stored + file.size > FILES_MOST) throw new Error("too large to wait");
	}

	async function forget(tap) {
		memory.delete(tap.key);
		if (tap.seq !== undefined) await device.remove("taps", tap.seq).catch(() => {});
	}

	// ── Sending ──
	const newest = async (key) => (await rows()).find((tap) => tap.key === key);
	const { sendParts, post } = window.kept.sending({ keep, newest });
	const lanes = {};
	const tries = {};
	const timers = {};

	/** Sends what waits in a lane; files have one of their own, so that no answer waits for a photo. */
	function pump(lane) {
		clearTimeout(timers[lane]);
		lanes[lane] = (lanes[lane] ?? Promise.resolve())
			.then(() => alone(`tillracklig-${lane}`, () => sendAll(lane)))
			.catch(() => false)
			.then(async (done) => {
				const wait = RETRY_MS[Math.min(tries[lane] ?? 0, RETRY_MS.length - 1)];
				tries[lane] = done ? 0 : (tries[lane] ?? 0) + 1;
				if (!done && !signedOut) timers[lane] = setTimeout(() => pump(lane), wait);
				window.kept.show(await rows());
			});
		return lanes[lane];
	}

	async function sendAll(lane) {
		for (;;) {
			const next = (await rows()).find((tap) => tap.lane === lane && tap.state === "waiting");
			if (!next) return true;
			if (Date.now() - next.at > WAITS_DAYS * 86_400_000) await keep({ ...next, state: "held", said: TOO_LONG });
			else if (!(await send(next))) return false;
		}
	}

	/** True when the server has said what became of the tap, whatever it said. */
	async function send(tap) {
		let answer;
		try {
			answer = (await sendParts(tap)) ?? (await post(tap.key));
		} catch {
			return wait(tap, NET);
		}
		signedOut = answer.status === 401;
		if (signedOut) {
			await wait(tap, "session");
			window.kept.signIn(tap);
			return false;
		}
		// what had left before is gone, as after a day: it begins anew
		if (answer.status === 410 && tap.file) {
			await keep({ ...(await newest(tap.key)), parts: undefined });
			return wait(tap, SERVER);
		}
		// a fault that stays is the tap's own, and stands in nobody else's way
		const mayPass = answer.status !== 500 || tap.tries < RETRY_MS.length;
		if ((answer.status >= 500 && mayPass) || [408, 429].includes(answer.status)) return wait(tap, SERVER);
		await settle(tap, answer);
		return true;
	}

	/** This one stands first, and those behind it wait for the same reason. */
	async function wait(tap, why) {
		for (const one of await rows()) {
			if (one.lane !== tap.lane || one.state !== "waiting") continue;
			await keep({ ...one, tries: one.tries + (one.key === tap.key ? 1 : 0), why });
		}
		return false;
	}

	async function settle(tap, answer) {
		const stays = answer.status < 400 && window.kept.isBeingDescribed(tap, await rows());
		// what came at once is shown at once; what has waited bears a mark, which goes with its cause
		const isPrompt = answer.status < 400 && !tap.why;
		if (isPrompt) deliver(tap, answer, stays);
		if (answer.status < 400) {
			await rebase(tap, answer.versions);
			for (const other of await rows()) if (other.key === tap.key || isHeldLike(other, tap)) await forget(other);
			window.kept.dropSent?.(tap.action, tap.fields);
		} else if (answer.status === 409 || tap.why || !waiting.has(tap.key)) {
			// what has waited, or met somebody else's answer, goes only when its person lets it go
			const said = answer.status === 409 ? "" : sentenceOf(answer);
			await keep({ ...tap, state: "held", said, conflict: answer.status === 409 });
		} else await forget(tap);
		if (!isPrompt) deliver(tap, answer, stays);
	}

	const isHeldLike = (other, tap) => other.state === "held" && other.action === tap.action && other.at_id === tap.at_id;

	function sentenceOf({ status, text }) {
		const page = new DOMParser().parseFromString(text, "text/html");
		const found = page.querySelector(".error-page .lead, .error-summary li, .field-error");
		for (const word of page.querySelectorAll(".field-error .sr-only")) word.remove();
		return found?.textContent.trim() || `Servern tog inte emot det (${status}).`;
	}

	/** Taps made before this one was answered saw the version before it: they follow on it. */
	async function rebase({ action }, versions) {
		const names = Object.keys(versions);
		if (names.length === 0) return;
		for (const form of document.querySelectorAll("form"))
			if (form.getAttribute("action") === action)
				for (const name of names) if (form.elements[name]) form.elements[name].value = String(versions[name]);
		await Promise.allSettled(puts);
		for (const tap of await rows()) {
			if (tap.action !== action || tap.state !== "waiting" || tap.tries > 0) continue;
			const fields = tap.fields.map(([name, value]) => [name, name in versions ? String(versions[name]) : value]);
			await keep({ ...tap, fields });
		}
	}

	// ── The answer reaches the page that tapped ──
	function deliver(tap, answer, stays) {
		const resolve = waiting.get(tap.key);
		waiting.delete(tap.key);
		const headers = stays ? { "HX-Reswap": "none" } : {};
		if (resolve) return resolve(new Response(answer.text, { status: answer.status, headers }));
		channel?.postMessage({ key: tap.key, answer });
		const target = tap.page === location.pathname && tap.target && document.querySelector(tap.target);
		// a whole page as answer, such as "not yours any more", is no piece of this one: the notice says it
		const isPiece = !/^\s*<!doctype/i.test(answer.text);
		if (target && isPiece && !stays)
			window.htmx.swap({ text: answer.text, target, swap: tap.swap, sourceElement: target });
	}

	async function hear({ data }) {
		const resolve = waiting.get(data.key);
		waiting.delete(data.key);
		resolve?.(new Response(data.answer.text, { status: data.answer.status }));
		window.kept.show(await rows());
	}
	channel?.addEventListener("message", (event) => void hear(event));

	document.addEventListener("htmx:before:request", ({ detail: { ctx } }) => {
		if (person === null || !ctx.sourceElement.matches("[data-queued]")) return;
		clearTimeout(ctx.requestTimeout);
		ctx.fetch = (action, request) =>
			new Promise((resolve, reject) => {
				// a newer tap at the same place takes over the page; this one is sent all the same
				request.signal.addEventListener("abort", () => {
					waiting.delete(key);
					reject(new DOMException("replaced", "AbortError"));
				});
				const key = `${person}.${hex(16)}`;
				waiting.set(key, resolve);
				const put = take(key, ctx, action, request).then(
					(lane) => void pump(lane),
					(error) => reject(error),
				);
				puts.add(put);
				void put.finally(() => puts.delete(put));
			});
	});

	async function take(key, ctx, action, { body, headers }) {
		const from = ctx.request.submitter ?? ctx.sourceElement;
		const place = from.closest("[id]:not(input, button, select, textarea)");
		const entries = [...body.entries()];
		const [field, file] = entries.find(([, value]) => value instanceof File) ?? [];
		const small = file && (await window.kept.shrink(file));
		const tap = {
			...{ key, person, action, lane: file ? "filer" : "svar", state: "waiting", tries: 0, at: Date.now() },
			...{
				page: location.pathname,
				at_id: place?.id ?? "",
				hands_in: from.matches("button"),
				label: file?.name ?? window.kept.labelOf(place),
			},
			...{ target: ctx.target?.id ? `#${CSS.escape(ctx.target.id)}` : null, swap: ctx.swap },
			fields: entries.filter(([, value]) => typeof value === "string"),
			headers: Object.fromEntries(Object.entries(headers).filter(([name]) => /^(HX-|Accept)/.test(name))),
		};
		if (file) tap.parts_to = ctx.sourceElement.dataset.parts;
		if (file) tap.file = { field, blob: small, name: small.name, size: small.size };
		await keep(tap);
		void rows().then(window.kept.show);
		return tap.lane;
	}

	/** What waits when the page opens, and again whenever the network or the person comes back. */
	function goOn() {
		if (person === null) return;
		for (const lane of ["svar", "filer"]) {
			tries[lane] = 0;
			pump(lane);
		}
	}

	window.kept.letGo = async (keys) => {
		for (const tap of await rows()) if (keys.includes(tap.key)) await forget(tap);
		window.kept.show(await rows());
	};
	window.kept.isOnDevice = (tap) => !memory.has(tap.key);
	window.kept.isForbidden = () => forbidden;
	window.kept.rows = rows;
	addEventListener("online", goOn);
	document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && goOn());
	addEventListener("beforeunload", (event) => memory.size > 0 && event.preventDefault());
	async function begin() {
		if (person === null) return window.kept.show(await device.all("taps").catch(() => []));
		// two answers that were never chosen between are put side by side again
		for (const tap of await rows())
			if (tap.page === location.pathname && tap.conflict) await keep({ ...tap, state: "waiting", conflict: false });
		goOn();
	}
	document.addEventListener("DOMContentLoaded", () => void begin());
})();
