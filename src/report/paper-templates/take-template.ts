import { readFile } from "node:fs/promises";
import { isUniqueViolation } from "../../../db/errors.ts";
import type { BoardRow } from "../../../db/queries/people/boards.ts";
import { listPaperTemplates } from "../../../db/queries/report/paper-templates.ts";
import { insertPaperTemplate } from "../../../db/writes/report/paper-templates.ts";
import { requireMay } from "../../ground/access/require-may.ts";
import { Invalid } from "../../ground/errors.ts";
import type { TempFile } from "../../ground/files/arriving.ts";
import { NotAPackage, ZipPackage } from "../../ground/tables/zip-package.ts";
import { type Context, nowOf } from "../../ground/write/context.ts";
import { newId } from "../../ground/write/new-id.ts";
import { write } from "../../ground/write/write.ts";
import { DOCUMENT, openTemplate } from "./fill-paper.ts";
import { TEMPLATE_LIMITS } from "./limits.ts";
import { LOOKED_FOR } from "./places.ts";
import { PartRefused } from "./word-xml.ts";

type Board = Pick<BoardRow, "id" | "name" | "unit_id">;

/** Takes in a Word file of the board's own as the next version of its template. */
export async function takeTemplate(ctx: Context, board: Board, file: TempFile & { name: string }): Promise<void> {
	await requireMay(ctx.db, ctx.actor, "decision_paper.edit", board.unit_id);
	const bytes = await readFile(file.path);
	const places = await placesOf(bytes);
	await addVersion(
		ctx,
		board,
		{ file_name: file.name, sha256: file.sha256, content: bytes.toString("base64") },
		places,
	);
}

/** From now on the board's papers have our own layout again. */
export function leaveTemplate(ctx: Context, board: Board): Promise<void> {
	return addVersion(ctx, board, { file_name: "", sha256: "", content: "" }, 0);
}

async function addVersion(
	ctx: Context,
	board: Board,
	version: { file_name: string; sha256: string; content: string },
	places: number,
): Promise<void> {
	try {
		await write(ctx, async ({ trx, allow, record, unchanged }) => {
			await allow("decision_paper.edit", board.unit_id);
			const [newest] = await listPaperTemplates(trx, board.id);
			if ((newest?.sha256 ?? "") === version.sha256) return unchanged(undefined);
			const number = (newest?.number ?? 0) + 1;
			const by = { written_at: nowOf(ctx), written_by: ctx.actor.id! };
			await insertPaperTemplate(trx, { id: newId(ctx.clock()), board_id: board.id, number, ...version, ...by });
			const { file_name, sha256 } = version;
			await record({
				type: "board.paper_template_taken",
				unit_id: board.unit_id,
				object: { kind: "board", id: board.id },
				data: { board: board.name, number, file_name, sha256, places },
			});
		});
	} catch (error) {
		if (isUniqueViolation(error)) throw new Invalid({ "": "Någon annan sparade samtidigt. Försök igen." });
		throw error;
	}
}

const NOT_WORD = "Filen går inte att läsa som ett Word-dokument (.docx).";
const ACTIVE = "Filen innehåller makron eller inbäddade program. Spara den utan dem (.docx) och försök igen.";

/** How many places a file has, once it is known to be what it says: no macros (T10), no bomb (T14), Word. */
async function placesOf(bytes: Buffer): Promise<number> {
	try {
		const parts = await ZipPackage.read(bytes, TEMPLATE_LIMITS);
		if (parts.names().some((name) => /vbaProject|vbaData|activeX|embeddings/i.test(name)))
			throw new Invalid({ file: ACTIVE });
		if (!parts.has(DOCUMENT)) throw new Invalid({ file: NOT_WORD });
		if (/macroEnabled|vbaProject/i.test(parts.text("[Content_Types].xml"))) throw new Invalid({ file: ACTIVE });
		const { found } = await openTemplate(bytes);
		if (found.size === 0)
			throw new Invalid({ file: `Filen har ingen plats som känns igen. Det som söktes är ${LOOKED_FOR}.` });
		return found.size;
	} catch (error) {
		if (error instanceof NotAPackage || error instanceof PartRefused) throw new Invalid({ file: NOT_WORD });
		throw error;
	}
}
