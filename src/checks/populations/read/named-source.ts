import type { Db } from "../../../../db/open.ts";
import {
	findNewestSource,
	type KnownSource,
	listMappings,
	listSources,
} from "../../../../db/queries/checks/populations-sources.ts";
import { insertSource, upsertMapping } from "../../../../db/writes/checks/populations.ts";
import { FIELD_LABELS, type Field } from "../../../ground/reading/fields.ts";
import type { HeadingMapping } from "../../../ground/reading/headings.ts";
import { type Context, nowOf } from "../../../ground/write/context.ts";
import { newId } from "../../../ground/write/new-id.ts";
import type { Writing } from "../../../ground/write/write.ts";

/** What the first source is called until somebody calls it something else. */
export const FIRST_SOURCE = "Ekonomisystemet";

/**
 * The source whose kept mapping a file is read with: the one said by name; else that of the control's newest file, of the newest file
 * of any control, or the one named last. Null for a name that nobody has given, and before the first.
 */
export async function sourceFor(db: Db, controlId: string | null, name: string | null): Promise<KnownSource | null> {
	const known = await listSources(db);
	if (name !== null) return known.find((one) => isSameName(one.name, name)) ?? null;
	if (known.length < 2) return known[0] ?? null;
	const used = controlId === null ? undefined : await findNewestSource(db, controlId);
	return used ?? (await findNewestSource(db, null)) ?? known[0]!;
}

function isSameName(a: string, b: string): boolean {
	return a.toLocaleLowerCase("sv") === b.toLocaleLowerCase("sv");
}

/** The headings of a source that have been mapped by hand, by anybody. */
export async function mappingOf(db: Db, source: Pick<KnownSource, "id"> | null): Promise<HeadingMapping> {
	const rows = source === null ? [] : await listMappings(db, source.id);
	return Object.fromEntries(rows.map(({ heading, field }) => [heading, field === "" ? null : (field as Field)]));
}

/** A source as it is said, and what is said of its headings. */
interface SaidOfSource {
	control_id: string;
	/** The board's unit, where rights over its files are decided. */
	unit_id: string;
	name: string | null;
	mapping: HeadingMapping;
}

/**
 * Keeps the mapping under the source's name, one event each; headings that mean the same already are left alone. A source that nobody
 * has named gets its name now. Returns its id (null where nothing was said and nothing is known) and how much was kept.
 */
export async function keepSource(
	ctx: Context,
	{ trx, record }: Pick<Writing, "trx" | "record">,
	{ control_id, unit_id, name, mapping }: SaidOfSource,
): Promise<{ id: string | null; kept: number }> {
	const found = await sourceFor(trx, control_id, name);
	if (!found && name === null && Object.keys(mapping).length === 0) return { id: null, kept: 0 };
	const decided = { created_at: nowOf(ctx), created_by: ctx.actor.id! };
	const source = found ?? { id: newId(ctx.clock()), name: name ?? FIRST_SOURCE, ...decided };
	if (!found) {
		await insertSource(trx, source);
		const object = { kind: "purchase_source", id: source.id } as const;
		await record({ type: "source.named", unit_id, object, data: { name: source.name } });
	}
	const known = await mappingOf(trx, source);
	const news = Object.entries(mapping).filter(([heading, field]) => known[heading] !== field);
	for (const [heading, field] of news) {
		await upsertMapping(trx, { source_id: source.id, heading, field: field ?? "", ...decided });
		await record({
			type: "mapping.remembered",
			unit_id,
			object: { kind: "purchase_mapping", id: heading },
			data: { heading, field: field === null ? "ingen uppgift" : FIELD_LABELS[field], source: source.name },
		});
	}
	return { id: source.id, kept: news.length + (found ? 0 : 1) };
}
