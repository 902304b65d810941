import type { Db } from "../../open.ts";

/** A system that files come from, with when and by whom it was named. */
export interface KnownSource {
	id: string;
	name: string;
	created_at: string;
	created_by: string;
}

function sources(db: Db) {
	return db
		.selectFrom("purchase_sources as source")
		.innerJoin("people as person", "person.id", "source.created_by")
		.select(["source.id", "source.name", "source.created_at", "person.name as created_by"]);
}

/** Every named source, the one named last first. */
export function listSources(db: Db): Promise<KnownSource[]> {
	return sources(db).orderBy("source.created_at", "desc").orderBy("source.id", "desc").execute();
}

/** The source of the newest file that had one: of a control's own files, or of all. */
export function findNewestSource(db: Db, controlId: string | null): Promise<KnownSource | undefined> {
	return sources(db)
		.innerJoin("purchase_files as file", "file.source_id", "source.id")
		.$if(controlId !== null, (query) =>
			query.where((eb) =>
				eb.exists(
					eb
						.selectFrom("populations")
						.select("populations.id")
						.whereRef("populations.file_id", "=", "file.id")
						.where("populations.control_id", "=", controlId!),
				),
			),
		)
		.orderBy("file.imported_at", "desc")
		.orderBy("file.id", "desc")
		.limit(1)
		.executeTakeFirst();
}

/** The headings of a source that were mapped by hand: what each means ("" for a column to leave out), when and by whom. Oldest first. */
export function listMappings(
	db: Db,
	sourceId: string,
): Promise<{ heading: string; field: string; created_at: string; created_by: string }[]> {
	return db
		.selectFrom("purchase_mappings as mapping")
		.innerJoin("people as person", "person.id", "mapping.created_by")
		.select(["mapping.heading", "mapping.field", "mapping.created_at", "person.name as created_by"])
		.where("mapping.source_id", "=", sourceId)
		.orderBy("mapping.created_at")
		.execute();
}
