import {
	findPopulation,
	listPurchaseControls,
	type PurchaseControl,
} from "../../../../db/queries/checks/populations.ts";
import { reachOf } from "../../../ground/access/actor.ts";
import { requireSomewhere } from "../../../ground/access/require-may.ts";
import type { TempFile } from "../../../ground/files/arriving.ts";
import { type Context, nowOf } from "../../../ground/write/context.ts";
import { Invalid, NotFound } from "../../../ground/errors.ts";
import { type Corrects, type FrameTerms, frameTerms } from "../frame/frame-terms.ts";
import { encryptTicket } from "./preview-ticket.ts";
import { SMALL_BYTES } from "../read/purchase-source.ts";
import { readFile } from "../read/read-file.ts";
import { ColumnsMissing, FileRefused } from "../../../ground/reading/file-refused.ts";
import { requireNewFile } from "./require-importable.ts";
import type { UploadPurchasesInput } from "../schema.ts";

const FORGOTTEN_AFTER_MS = 24 * 3_600_000;

/**
 * Takes an uploaded file as far as its preview: nothing of it is stored, its bytes wait under a name that only the returned token
 * knows. A file that cannot be read at all is refused here; one that only lacks columns goes on, to be mapped by hand.
 */
export async function receivePurchases(
	ctx: Context,
	input: UploadPurchasesInput,
	file: TempFile & { name: string },
): Promise<string> {
	requireSomewhere(ctx.actor, "purchases.import");
	await ctx.files.sweep(FORGOTTEN_AFTER_MS);
	const control = await controlFor(ctx, input);
	const corrects = await correctsOf(ctx, input);
	const frame = { control_id: control.id, period_key: input.period_key, unit_id: null, corrects };
	const terms = await frameTerms(ctx, ctx.db, frame);
	await requireNewFile(ctx.db, file.sha256);
	if (file.bytes <= SMALL_BYTES) await requireReadable(file.path, terms);
	return encryptTicket(ctx, {
		aside: await ctx.files.setAside(file),
		person_id: ctx.actor.id!,
		control_id: control.id,
		period_key: terms.period.key,
		unit_id: null,
		corrects,
		file_name: file.name,
		issued_at: nowOf(ctx),
	});
}

/** A large file is read when its preview is asked for: the page then tells how far it has come. */
async function requireReadable(path: string, terms: FrameTerms): Promise<void> {
	try {
		await readFile(path, terms.read);
	} catch (error) {
		if (error instanceof ColumnsMissing) return;
		throw error instanceof FileRefused ? new Invalid({ file: error.message }) : error;
	}
}

/** The control chosen, or the only one of purchases in the plan in force for the period's year. */
async function controlFor(ctx: Context, { period_key, control_id }: UploadPurchasesInput): Promise<PurchaseControl> {
	const year = Number(period_key.slice(0, 4));
	if (!Number.isInteger(year)) throw new Invalid({ period_key: "Ange en period, till exempel 2026-10." });
	const controls = await listPurchaseControls(ctx.db, reachOf(ctx.actor, "purchases.import"), year);
	const chosen = control_id === null ? controls : controls.filter((control) => control.id === control_id);
	const purchases = chosen.filter((control) => control.population_kind === "purchases_below_limit");
	const [only] = purchases.length === 1 ? purchases : chosen;
	if (only && (chosen.length === 1 || purchases.length === 1)) return only;
	if (controls.length === 0) {
		throw new Invalid({ period_key: `Ingen gällande plan för ${year} har ett kontrollmoment med inköp.` });
	}
	throw new Invalid({ control_id: "Välj ett kontrollmoment i planen för periodens år." });
}

/** The population a corrected file is for, as it stands now. */
async function correctsOf(ctx: Context, { corrects }: UploadPurchasesInput): Promise<Corrects | null> {
	if (corrects === null) return null;
	const population = await findPopulation(ctx.db, corrects);
	if (!population) throw new NotFound(`population ${corrects}`);
	return { population_id: population.id, drawn: population.drawn_at !== null };
}
