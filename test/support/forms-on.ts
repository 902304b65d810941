/** A form of a page, as a browser would send it without anybody having touched it. */
export interface ShownForm {
	action: string;
	values: Record<string, string | string[]>;
	/** Names of the inputs a person sees. */
	seen: string[];
}

const ENTITIES: Record<string, string> = { amp: "&", lt: "<", gt: ">", quot: '"', "#39": "'" };
const decoded = (text: string) => text.replace(/&(amp|lt|gt|quot|#39);/g, (_, name: string) => ENTITIES[name]!);

function attributes(tag: string): Record<string, string> {
	const found = tag.matchAll(/\s([\w-]+)(?:="([^"]*)")?/g);
	return Object.fromEntries([...found].map(([, name, value]) => [name!, decoded(value ?? "")]));
}

/** What one control sends, or null when it sends nothing. */
function sent(tag: string, inside: string): string | null {
	const { type, value = "", ...rest } = attributes(tag);
	if ("disabled" in rest || tag.startsWith("<button")) return null;
	if (tag.startsWith("<textarea")) return decoded(inside.replace(/^\n/, ""));
	if (tag.startsWith("<select")) {
		const options = [...inside.matchAll(/<option\b[^>]*>/g)].map(([option]) => attributes(option));
		return (options.find((option) => "selected" in option) ?? options[0])?.value ?? null;
	}
	return (type === "radio" || type === "checkbox") && !("checked" in rest) ? null : value;
}

/** The forms of a page that write, in order. */
export function formsOn(html: string): ShownForm[] {
	return [...html.matchAll(/<form\b[^>]*\smethod="post"[^>]*>(.*?)<\/form>/gs)].map(([form, body]) => {
		const all: [string, string][] = [];
		const seen = new Set<string>();
		for (const [, tag, inside = ""] of body!.matchAll(
			/(<(?:input|textarea|select)\b[^>]*>)(?:(?<=<(?:textarea|select)\b[^>]*>)(.*?)<\/(?:textarea|select)>)?/gs,
		)) {
			const { name, type } = attributes(tag!);
			if (!name) continue;
			if (type !== "hidden") seen.add(name);
			const value = sent(tag!, inside);
			if (value !== null) all.push([name, value]);
		}
		const values: ShownForm["values"] = {};
		for (const [name, value] of all) values[name] = name in values ? [values[name]!, value].flat() : value;
		return { action: attributes(form!.slice(0, form!.indexOf(">"))).action ?? "", values, seen: [...seen] };
	});
}
