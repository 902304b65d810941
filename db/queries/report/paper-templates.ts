import type { Selectable } from "kysely";
import type { Db } from "../../open.ts";
import type { PaperTemplateTable } from "../../schema/report/paper-templates.ts";

/** A version without its bytes, with who took it in. */
export type PaperTemplate = Omit<Selectable<PaperTemplateTable>, "content"> & { writer: string };

/** Every version that a board has had, the newest first. */
export function listPaperTemplates(db: Db, boardId: string): Promise<PaperTemplate[]> {
	return db
		.selectFrom("paper_templates as one")
		.innerJoin("people", "people.id", "one.written_by")
		.select(["one.id", "one.board_id", "one.number", "one.file_name", "one.sha256", "one.written_at", "one.written_by"])
		.select("people.name as writer")
		.where("one.board_id", "=", boardId)
		.orderBy("one.number", "desc")
		.execute();
}

/** The file that holds now; null while the board has our own layout. */
export async function findPaperTemplate(db: Db, boardId: string): Promise<Buffer | null> {
	const row = await db
		.selectFrom("paper_templates")
		.select("content")
		.where("board_id", "=", boardId)
		.orderBy("number", "desc")
		.limit(1)
		.executeTakeFirst();
	return row?.content ? Buffer.from(row.content, "base64") : null;
}
