import { findSavedView } from "../../../db/queries/people/saved-views.ts";
import { deleteSavedView } from "../../../db/writes/people/saved-views.ts";
import { NotFound } from "../../ground/errors.ts";
import type { Context } from "../../ground/write/context.ts";
import { write } from "../../ground/write/write.ts";

/** Takes away one of the actor's own views; somebody else's is not told to exist. Returns the address of its list. */
export function removeView(ctx: Context, id: string): Promise<string> {
	return write(ctx, async ({ trx, record }) => {
		const view = await findSavedView(trx, id);
		if (!view || ctx.actor.id === null || view.person_id !== ctx.actor.id) throw new NotFound("saved view");
		await deleteSavedView(trx, id);
		await record({
			type: "list_view.removed",
			unit_id: null,
			object: { kind: "person", id: view.person_id },
			data: { name: view.name, path: view.path },
		});
		return view.path;
	});
}
