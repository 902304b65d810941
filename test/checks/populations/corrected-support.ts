import { openWorld, type World } from "../../support/world.ts";
import { csv, importText } from "./support.ts";

export const FIRST = csv(
	"V1;1001;2026-10-02;Alba;1;100",
	"V2;1001;2026-10-03;Alba;1;200",
	"V3;1002;2026-10-04;Bodil;2;300",
	"V4;1002;2026-10-05;Bodil;2;400",
);
/** Against FIRST: V2 costs more, V3 is gone, V5 is new, V4 has another supplier. */
export const CORRECTED = csv(
	"V1;1001;2026-10-02;Alba;1;100",
	"V2;1001;2026-10-03;Alba;1;250",
	"V4;1002;2026-10-05;Cissi;3;400",
	"V5;1001;2026-10-06;Alba;1;500",
);

/** A world where FIRST is frozen as October's population. */
export async function frozen(world?: World) {
	const opened = world ?? (await openWorld());
	const carin = await opened.as("carin");
	const first = await importText(opened, carin, FIRST);
	return { world: opened, carin, first };
}

export const correcting = (population_id: string, drawn = false) => ({
	corrects: { population_id, drawn },
	reason: "Ekonomisystemet hade fel kostnadsställe.",
	removed_reasons: "||2026|V3|1002: Makulerad i ekonomisystemet",
});

export async function linesOf(world: World, population: string) {
	const lines = await world.ctx.db
		.selectFrom("ledger_lines")
		.select(["item_key as key", "amount_ore as amountOre"])
		.where("population_id", "=", population)
		.execute();
	return lines;
}
