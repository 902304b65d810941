import type { Context } from "../../../ground/write/context.ts";
import { Invalid } from "../../../ground/errors.ts";
import { write } from "../../../ground/write/write.ts";
import { frameTerms } from "../frame/frame-terms.ts";
import { DELIMITER_WORDS } from "../../../ground/reading/delimiter.ts";
import { encryptTicket, openTicket, type PreviewTicket } from "./preview-ticket.ts";
import type { HeadingMapping } from "../../../ground/reading/headings.ts";
import type { Field } from "../../../ground/reading/fields.ts";
import { keepSource, mappingOf, sourceFor } from "../read/named-source.ts";
import type { AdjustPreviewInput } from "../schema.ts";

/**
 * Says by hand what the file does not: which heading is which field (remembered for the source's next file), and which unit the file
 * is for.
 * Returns the token of the preview that follows.
 */
export async function adjustPreview(ctx: Context, token: string, input: AdjustPreviewInput): Promise<string> {
	const { ticket } = await openTicket(ctx, token);
	const name = input.source ?? ticket.source ?? null;
	const changed = {
		...ticket,
		unit_id: input.unit_id ?? ticket.unit_id,
		...(name === null ? {} : { source: name }),
		reading: readingOf(input),
	};
	const { control } = await frameTerms(ctx, ctx.db, changed);
	const mapping = { ...(await takenOver(ctx, control.id, ticket, input)), ...changedHeadings(input) };
	await write(ctx, async ({ trx, allow, record, unchanged }) => {
		await allow("purchases.import", control.unit_id);
		const said = { control_id: control.id, unit_id: control.unit_id, name, mapping };
		const { kept } = await keepSource(ctx, { trx, record }, said);
		return kept === 0 ? unchanged(0) : kept;
	});
	return encryptTicket(ctx, changed);
}

/** A source that gets its name now begins with what the file's headings meant under the name before. */
async function takenOver(
	ctx: Context,
	controlId: string,
	ticket: PreviewTicket,
	{ source, heading }: AdjustPreviewInput,
): Promise<HeadingMapping> {
	if (source === null || (await sourceFor(ctx.db, controlId, source))) return {};
	const before = await mappingOf(ctx.db, await sourceFor(ctx.db, controlId, ticket.source ?? null));
	return Object.fromEntries(Object.entries(before).filter(([text]) => heading.includes(text)));
}

function readingOf({
	heading_line,
	delimiter,
	encoding,
	sheet,
}: AdjustPreviewInput): NonNullable<PreviewTicket["reading"]> {
	return {
		...(heading_line === null ? {} : { heading_line }),
		...(delimiter === null ? {} : { delimiter: DELIMITER_WORDS[delimiter] }),
		...(encoding === null ? {} : { encoding }),
		...(sheet === null ? {} : { sheet }),
	};
}

function changedHeadings({ heading, was, field }: AdjustPreviewInput): HeadingMapping {
	if (heading.length !== field.length || heading.length !== was.length) {
		throw new Invalid({ "": "Formuläret kom inte fram i sin helhet. Försök igen." });
	}
	const chosen = field.filter((one) => one !== "");
	if (new Set(chosen).size !== chosen.length) {
		throw new Invalid({ "": "Samma uppgift är vald för två kolumner. Välj en kolumn för varje uppgift." });
	}
	const changed = heading
		.map((text, index): [string, Field | null] => [text, (field[index] || null) as Field | null])
		.filter(([text, meaning], index) => text !== "" && (was[index] || null) !== meaning);
	return Object.fromEntries(changed);
}
