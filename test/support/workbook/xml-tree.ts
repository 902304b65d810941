import { SaxesParser } from "saxes";

/** An element as a tree: enough to ask what stands in which order. */
export interface Element {
	/** Without prefix. */
	name: string;
	/** True for the format's own elements; false for what another namespace brings. */
	own: boolean;
	attributes: Record<string, string>;
	children: Element[];
	text: string;
}

/** Reads a whole part. Throws where it is not well-formed XML 1.0: control characters, half characters, unclosed tags. */
export function treeOf(xml: string): Element {
	const root: Element = { name: "", own: true, attributes: {}, children: [], text: "" };
	const open = [root];
	const parser = new SaxesParser();
	parser.on("error", (error) => {
		throw error;
	});
	parser.on("opentag", ({ name, attributes }) => {
		const element: Element = {
			name: name.slice(name.indexOf(":") + 1),
			own: !name.includes(":") || /^(?:x|xdr|a|c):/.test(name),
			attributes: attributes as Record<string, string>,
			children: [],
			text: "",
		};
		open.at(-1)!.children.push(element);
		open.push(element);
	});
	parser.on("text", (text) => {
		open.at(-1)!.text += text;
	});
	parser.on("closetag", () => void open.pop());
	parser.write(xml).close();
	return root.children[0]!;
}

export function child(element: Element | undefined, name: string): Element | undefined {
	return element?.children.find((one) => one.name === name);
}

export function all(element: Element | undefined, ...path: string[]): Element[] {
	const [name, ...rest] = path;
	if (!element) return [];
	if (name === undefined) return [element];
	return element.children.filter((one) => one.name === name).flatMap((one) => all(one, ...rest));
}

/** Every element below, at any depth. */
export function* within(element: Element): Generator<Element> {
	for (const one of element.children) {
		yield one;
		yield* within(one);
	}
}
