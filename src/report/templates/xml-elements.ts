export interface XmlElement {
	/** Where it begins and ends in the text it was found in. */
	from: number;
	to: number;
	attributes: string;
	body: string;
}

/**
 * The elements of a name, one after the other, as they stand. Not a parser: the text has been parsed before, and shall be kept to
 * the byte. Goes through the text once whatever it holds: an expression that looks for an end from every beginning takes hours
 * for a few megabytes of beginnings without ends (T58).
 */
export function* elementsNamed(xml: string, name: string): Generator<XmlElement> {
	const opening = `<${name}`;
	const closing = `</${name}>`;
	for (let from = xml.indexOf(opening); from >= 0; ) {
		const start = from + opening.length;
		if (!/[\s/>]/.test(xml.charAt(start))) {
			from = xml.indexOf(opening, start);
			continue;
		}
		const end = xml.indexOf(">", start);
		if (end < 0) return;
		const empty = xml[end - 1] === "/";
		const close = empty ? end + 1 : xml.indexOf(closing, end);
		if (close < 0) return;
		const to = empty ? close : close + closing.length;
		const attributes = xml.slice(start, empty ? end - 1 : end);
		yield { from, to, attributes, body: empty ? "" : xml.slice(end + 1, close) };
		from = xml.indexOf(opening, to);
	}
}
