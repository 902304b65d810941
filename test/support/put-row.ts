import { write } from "../../src/ground/write/write.ts";
import type { World } from "./world.ts";

/** Changes a row of the register as no act of the product does, told as a change of a risk: nothing that is remembered of it holds. */
export async function putRow(
	world: World,
	table: "risks" | "measures" | "controls" | "plans",
	id: string,
	values: Record<string, string | number | null>,
): Promise<void> {
	await write(await world.as("carin"), async ({ trx, record }) => {
		await trx
			.updateTable(table as "risks")
			.set(values)
			.where("id", "=", id)
			.execute();
		await record({
			type: "risk.edited",
			unit_id: world.ids.administration,
			object: { kind: "risk", id },
			data: { title: "", changes: {} },
		});
	});
}
