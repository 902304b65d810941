import type { Db } from "../../../db/open.ts";
import { isKeyTaken } from "../../../db/queries/checks/controls.ts";

/** "Stickprov av inköp under 10 tkr" → `stickprov-av-inkop-under-10-tkr`: plain letters, since draw ids carry it. */
function keyOf(title: string): string {
	const plain = title
		.normalize("NFKD")
		.replace(/\p{M}/gu, "")
		.toLowerCase()
		.replace(/[^a-z0-9]+/g, "-")
		.replace(/^-+|-+$/g, "");
	return plain.slice(0, 50).replace(/-+$/, "") || "kontroll";
}

/** Returns a key that no control has in any plan, so that two draws of one period never share a name. */
export async function freeKey(db: Db, title: string): Promise<string> {
	const key = keyOf(title);
	if (!(await isKeyTaken(db, key))) return key;
	for (let n = 2; ; n++) if (!(await isKeyTaken(db, `${key}-${n}`))) return `${key}-${n}`;
}
