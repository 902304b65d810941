import { type Database, type Db, type HowRead, openDatabase, openReading } from "../../../db/open.ts";

/** Reads one moment of the database on a connection of its own: what is written meanwhile is no difference. */
export async function readMoment<T>(
	location: Database["location"],
	work: (db: Db) => Promise<T>,
	how?: HowRead,
): Promise<T> {
	const database = location.url ? openDatabase(location) : openReading(location.file, how);
	try {
		return await database.snapshot(work);
	} finally {
		await database.close();
	}
}
