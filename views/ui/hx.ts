/** The part of htmx the product uses, as a typed prop. The plain action or href always stays beside it. */
export interface Hx {
	get?: string | undefined;
	post?: string | undefined;
	/** "#id", "this" or "closest …" */
	target?: string | undefined;
	/** default outerHTML */
	swap?: string | undefined;
	select?: string | undefined;
	select_oob?: string | undefined;
	push_url?: boolean | undefined;
	confirm?: string | undefined;
	trigger?: string | undefined;
	sync?: string | undefined;
	include?: string | undefined;
	indicator?: string | undefined;
	/** elements disabled while the request runs */
	disable?: string | undefined;
	vals?: Record<string, string> | undefined;
	timeout_ms?: number | undefined;
	/** kept on the device until the server has it (assets/kept/queue.js); the newest at one place answers the page */
	queued?: boolean | undefined;
}

/**
 * A form's htmx attributes. A double click must not send twice (drop); a form saved as it is answered must never lose
 * the last answer, however fast the keys (queue last).
 */
export function formHxAttrs(method: "get" | "post", action: string, hx: Hx | null | undefined): Record<string, string> {
	if (!hx) return {};
	const sync = hx.trigger && /change|input/.test(hx.trigger) ? "this:queue last" : "this:drop";
	return hxAttrs({ [method]: action, sync, ...hx });
}

/** Attributes to spread. Values htmx would run as code are refused: the page's CSP would stop them anyway. */
export function hxAttrs(hx: Hx | null | undefined): Record<string, string> {
	const out: Record<string, string> = {};
	if (!hx) return out;
	for (const [key, value] of Object.entries(hx)) {
		if (value === undefined || key === "timeout_ms" || key === "queued") continue;
		const text = typeof value === "object" ? JSON.stringify(value) : String(value);
		if (/^\s*(js|javascript)\s*:/i.test(text)) continue;
		out[`hx-${key.replaceAll("_", "-")}`] = text;
	}
	if (hx.timeout_ms !== undefined) out["hx-config"] = JSON.stringify({ timeout: hx.timeout_ms });
	if (hx.queued) Object.assign(out, { "data-queued": "", "hx-sync": "this:replace" });
	return out;
}

/** Where a list stands on its page: with htmx it alone is exchanged. */
export const LIST_ID = "lista";
const LIST_SWAP: Hx = { target: `#${LIST_ID}`, select: `#${LIST_ID}`, push_url: true };

/** For a link of a list to another order, page or choice of the same list; without an address, for its forms. */
export function swapsList(href?: string): Hx {
	return href === undefined ? LIST_SWAP : { get: href, ...LIST_SWAP };
}

export type DataAttrs = Record<string, string | undefined>;

/** { paste_target: "" } → data-paste-target="" */
export function dataAttrs(data: DataAttrs | null | undefined): Record<string, string> {
	const out: Record<string, string> = {};
	for (const [key, value] of Object.entries(data ?? {})) {
		if (value !== undefined) out[`data-${key.replaceAll("_", "-")}`] = value;
	}
	return out;
}
