import { type PlaceKey, placeNamed, sectionNamed } from "./places.ts";
import { childNamed, type Node, outermost, type Part, textOf } from "./word-xml.ts";

/** A content control that asks for something of the paper. */
interface Control {
	key: PlaceKey;
	sdt: Node;
}

/** A heading of the paper, and what stands between it and the next heading. */
interface Section {
	key: PlaceKey;
	heading: Node;
	paragraphs: Node[];
}

/** The controls of a part by their tag or their title. */
export function controlsIn({ root }: Part): Control[] {
	const find = (node: Node): Control[] =>
		outermost(node, "sdt").flatMap((sdt) => {
			const properties = childNamed(sdt, "sdtPr");
			const names = ["tag", "alias"].map((name) => childNamed(properties, name)?.attributes.val ?? "");
			const key = names.map(placeNamed).find((one) => one !== undefined);
			// one that asks for nothing may have others inside it
			return key === undefined ? find(sdt) : [{ key, sdt }];
		});
	return find(root);
}

/** The ids of the styles that are headings, with the second level's first where there is one. */
export function headingStyles(styles: Part | null): string[] {
	const all = styles ? outermost(styles.root, "style") : [];
	const levelOf = (style: Node) => {
		const name = childNamed(style, "name")?.attributes.val ?? "";
		const outline = childNamed(childNamed(style, "pPr"), "outlineLvl")?.attributes.val;
		const named = /^(?:heading|rubrik)\s*([1-9])$/i.exec(name)?.[1];
		return named ? Number(named) : outline !== undefined && Number(outline) < 9 ? Number(outline) + 1 : null;
	};
	return all
		.flatMap((style) => {
			const [level, id] = [levelOf(style), style.attributes.styleId];
			return level === null || id === undefined ? [] : [{ level, id }];
		})
		.sort((a, b) => Math.abs(a.level - 2) - Math.abs(b.level - 2))
		.map(({ id }) => id);
}

/** The paper's sections in the body. A paragraph that ends a section of pages stays, and so do tables and controls. */
export function sectionsIn({ root }: Part, headings: readonly string[]): Section[] {
	const body = outermost(root, "body")[0];
	const sections: Section[] = [];
	let current: Section | null = null;
	for (const node of body?.children ?? []) {
		if (node.name === "p" && isHeading(node, headings)) {
			const key = sectionNamed(textOf(node));
			current = key === undefined ? null : { key, heading: node, paragraphs: [] };
			if (current) sections.push(current);
		} else if (node.name === "p" && current && isGuidance(node)) {
			current.paragraphs.push(node);
		}
	}
	return sections;
}

/** A paragraph that gives way: neither the end of a section of pages nor the home of a control. */
function isGuidance(paragraph: Node): boolean {
	return !childNamed(childNamed(paragraph, "pPr"), "sectPr") && outermost(paragraph, "sdt").length === 0;
}

function isHeading(paragraph: Node, headings: readonly string[]): boolean {
	const properties = childNamed(paragraph, "pPr");
	const style = childNamed(properties, "pStyle")?.attributes.val;
	return (style !== undefined && headings.includes(style)) || childNamed(properties, "outlineLvl") !== undefined;
}
