import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { openTestDatabase } from "./database.ts";
import { type World, worldOf } from "./world.ts";

interface Kept {
	bytes: Buffer;
	/** What lies beside the database, folders before what is in them. */
	files: { name: string; mode: number; contents: Buffer | null }[];
	/** What the opening says of the world, besides the world itself. */
	told: Pick<World, "ids">;
}

const kept = new Map<string, Kept>();

/** A world with all that `fill` puts into it: filled once per worker and copied, with its files. `key` names the opening and its arguments. */
export async function openKept<W extends World>(key: string, fill: () => Promise<W>): Promise<W> {
	const had = kept.get(key);
	if (had) return copyOf<W>(had);
	const world = await fill();
	kept.set(key, await keep(world));
	return world;
}

async function keep({ as: _, ctx, dataDir, keysDir: __, ...told }: World): Promise<Kept> {
	const files = readdirSync(dataDir, { recursive: true, encoding: "utf8" })
		.filter((name) => !name.startsWith("tillracklig.db"))
		.toSorted()
		.map((name) => {
			const stat = statSync(join(dataDir, name));
			return { name, mode: stat.mode & 0o777, contents: stat.isFile() ? readFileSync(join(dataDir, name)) : null };
		});
	const file = join(dataDir, "kept.db");
	await ctx.database.copyTo(file);
	const bytes = readFileSync(file);
	rmSync(file);
	return { bytes, files, told: structuredClone(told) };
}

async function copyOf<W extends World>({ bytes, files, told }: Kept): Promise<W> {
	const { database, dataDir } = await openTestDatabase(bytes);
	for (const { name, mode, contents } of files) {
		if (contents) writeFileSync(join(dataDir, name), contents, { mode });
		else mkdirSync(join(dataDir, name), { mode });
	}
	const own = structuredClone(told);
	return { ...worldOf(database, dataDir, own.ids), ...own } as W;
}
