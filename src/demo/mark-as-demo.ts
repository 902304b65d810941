import type { Context } from "../ground/write/context.ts";
import { write } from "../ground/write/write.ts";

/** The first fact of an installation with invented people: production refuses to start over it, and the trail never forgets. */
export function markAsDemo(ctx: Context): Promise<void> {
	return write(ctx, ({ record }) =>
		record({ type: "installation.demo_filled", unit_id: null, object: { kind: "system", id: "demo" }, data: {} }),
	);
}
