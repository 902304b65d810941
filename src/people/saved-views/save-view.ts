import { countSavedViews, listSavedViews } from "../../../db/queries/people/saved-views.ts";
import { deleteSavedView, insertSavedView } from "../../../db/writes/people/saved-views.ts";
import { Invalid, NotAllowed } from "../../ground/errors.ts";
import { type Context, nowOf } from "../../ground/write/context.ts";
import { newId } from "../../ground/write/new-id.ts";
import { write } from "../../ground/write/write.ts";
import type { SaveView } from "./schema.ts";

const MOST = 30;
/** Of all lists together: an address is not asked whether there is a list at it. */
const MOST_IN_ALL = 200;

/** Keeps a list's filters, order and columns for the one who asks, and nobody else. A name that is used again takes the new choice. */
export function saveView(ctx: Context, { name, path, query }: SaveView): Promise<string> {
	return write(ctx, async ({ trx, record, unchanged }) => {
		const { actor } = ctx;
		if (actor.id === null) throw new NotAllowed("Logga in först.");
		const own = await listSavedViews(trx, actor.id, path);
		const former = own.find((view) => view.name === name);
		if (former?.query === query) return unchanged(former.id);
		if (!former && own.length >= MOST)
			throw new Invalid({ name: `Du har redan ${MOST} vyer av listan. Ta bort en av dem först.` });
		if (!former && (await countSavedViews(trx, actor.id)) >= MOST_IN_ALL)
			throw new Invalid({ name: `Du har redan ${MOST_IN_ALL} sparade vyer. Ta bort en av dem först.` });
		if (former) await deleteSavedView(trx, former.id);
		const id = newId(ctx.clock());
		await insertSavedView(trx, { id, person_id: actor.id, path, name, query, created_at: nowOf(ctx) });
		await record({
			type: "list_view.saved",
			unit_id: null,
			object: { kind: "person", id: actor.id },
			data: { name, path },
		});
		return id;
	});
}
