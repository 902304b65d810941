import type { Context } from "../ground/write/context.ts";
import { write } from "../ground/write/write.ts";

export type DemoSize = "demo" | "region";

const ABOUT = { unit_id: null, object: { kind: "system", id: "demo" } };

/** The first fact of an installation with invented people: production refuses to start over it, and the trail never forgets. */
export function markDemoBegun(ctx: Context, size: DemoSize): Promise<void> {
	return write(ctx, ({ record }) => record({ ...ABOUT, type: "installation.demo_begun", data: { size } }));
}

/** The last fact of the fill: a demo without it was interrupted. */
export function markDemoFilled(ctx: Context): Promise<void> {
	return write(ctx, ({ record }) => record({ ...ABOUT, type: "installation.demo_filled", data: {} }));
}
