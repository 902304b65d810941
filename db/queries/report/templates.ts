import type { Selectable } from "kysely";
import type { Db } from "../../open.ts";
import type { ReportTemplateTable } from "../../schema/report/templates.ts";

/** A template without its bytes, with who took it in. */
export type ReportTemplate = Omit<Selectable<ReportTemplateTable>, "content"> & { uploader: string };

function templates(db: Db) {
	return db
		.selectFrom("report_templates as template")
		.innerJoin("people", "people.id", "template.uploaded_by")
		.select(["template.id", "template.board_id", "template.name", "template.file_name", "template.sha256"])
		.select(["template.anchors", "template.mapping", "template.uploaded_at", "template.uploaded_by"])
		.select(["template.version", "people.name as uploader"]);
}

/** A board's templates, newest first. */
export function listTemplates(db: Db, boardId: string): Promise<ReportTemplate[]> {
	return templates(db)
		.where("template.board_id", "=", boardId)
		.orderBy("template.uploaded_at", "desc")
		.orderBy("template.id")
		.execute();
}

export function findTemplate(db: Db, id: string): Promise<ReportTemplate | undefined> {
	return templates(db).where("template.id", "=", id).executeTakeFirst();
}

export async function findTemplateContent(db: Db, id: string): Promise<Buffer | undefined> {
	const row = await db.selectFrom("report_templates").select("content").where("id", "=", id).executeTakeFirst();
	return row && Buffer.from(row.content, "base64");
}
