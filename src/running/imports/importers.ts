import type { z } from "zod";
import type { ImportKind } from "../../../db/schema/people/api.ts";
import { importBalances } from "../../checks/own-forms/material-costs/import-balances.ts";
import { MAX_BYTES as MAX_BALANCES } from "../../checks/own-forms/material-costs/read-balances.ts";
import { ImportBalances } from "../../checks/own-forms/material-costs/schema.ts";
import { confirmPreview } from "../../checks/populations/import/confirm-preview.ts";
import { previewPurchases } from "../../checks/populations/import/preview-purchases.ts";
import { openTicket } from "../../checks/populations/import/preview-ticket.ts";
import { receivePurchases } from "../../checks/populations/import/receive-purchases.ts";
import { MAX_FILE_BYTES } from "../../checks/populations/import/require-importable.ts";
import { ConfirmPurchases, UploadPurchases } from "../../checks/populations/schema.ts";
import type { Action } from "../../ground/access/permissions.ts";
import { Invalid } from "../../ground/errors.ts";
import type { ReceivedFile } from "../../ground/http/upload.ts";
import type { Context } from "../../ground/write/context.ts";
import { importHrFile } from "../../people/hr-import/confirm-hr-file.ts";
import { planHrFile } from "../../people/hr-import/plan-hr-file.ts";
import { MAX_BYTES as MAX_HR } from "../../people/hr-import/read-rows.ts";
import { UploadHrFile } from "../../people/hr-import/schema.ts";
import { countPlan, placeOf, seenIn } from "../../register/plan-import/count-plan.ts";
import { importPlan } from "../../register/plan-import/import-plan.ts";
import { readUpload, targetOf } from "../../register/plan-import/prepare-import.ts";
import { MAX_BYTES as MAX_PLAN, UploadPlan } from "../../register/plan-import/schema.ts";

/** A form field: 1 asks what would be stored, and stores nothing. */
export const PREVIEW = "granska";

/** A file as it came, and the day it is read. */
interface Sent {
	file: ReceivedFile;
	today: string;
}

/** One import as a program does it: the page's own fields, limits, rights and refusals, in one request. */
export interface Importer<S extends z.ZodObject = z.ZodObject> {
	kind: ImportKind;
	/** Last word of the address. */
	name: string;
	action: Action;
	maxBytes: number;
	schema: S;
	/** What each field says, for the document. */
	fields: { [K in keyof z.output<S>]: string };
	/** What would be stored. Null where the page has no preview either. */
	preview: ((ctx: Context, input: z.output<S>, sent: Sent) => Promise<object>) | null;
	store: (ctx: Context, input: z.output<S>, sent: Sent) => Promise<object>;
}

const importer = <S extends z.ZodObject>(one: Importer<S>): Importer => one as unknown as Importer;

/** The bytes wait aside as they do for a page, and are thrown away when nothing was stored of them. */
async function withPurchases<T>(
	ctx: Context,
	input: z.output<typeof UploadPurchases>,
	{ file }: Sent,
	work: (token: string) => Promise<T>,
): Promise<T> {
	const token = await receivePurchases(ctx, input, file);
	try {
		return await work(token);
	} finally {
		const left = await openTicket(ctx, token).catch(() => null);
		if (left) await ctx.files.discard(left);
	}
}

const purchases = importer({
	kind: "purchases",
	name: "inkop",
	action: "purchases.import",
	maxBytes: MAX_FILE_BYTES,
	schema: UploadPurchases.extend(ConfirmPurchases.shape),
	fields: {
		period_key: "Period, till exempel 2026-10.",
		control_id: "Kontrollmomentets id; behövs när planen har flera med inköp.",
		corrects: "Id för den frysta population som filen rättar.",
		accept_refused: "1: läs in utan de avvisade raderna.",
		accept_undated: "1: alla rader hör till perioden, fast filen inte har datum.",
		accept_damaged: "1: läs in trots skadade bokstäver.",
		control_rows: "Antal rader enligt källan; ska stämma med filen.",
		control_sum: "Summa enligt källan; ska stämma med filen.",
		reason: "Varför filen är rättad.",
		removed_reasons: "”nyckel: skäl”, en rad för varje inköp som lämnar ramen.",
		early_reason: "Varför populationen fryses före periodens slut.",
		public_source: "Var det offentliga värdet för dragningen ska hämtas.",
		public_day: "Dagen då värdet blir offentligt, ÅÅÅÅ-MM-DD.",
	},
	preview: (ctx, input, sent) =>
		withPurchases(ctx, input, sent, async (token) => {
			const { ticket, path } = await openTicket(ctx, token);
			const { summary, missing, unplaced, frame, notices, early } = await previewPurchases(ctx, ticket, path);
			const { rows, refused_count, sumOre } = summary ?? { rows: 0, refused_count: 0, sumOre: 0 };
			const read = { rows, refused: refused_count, sum_ore: sumOre, missing, notices, early };
			return { ...read, unplaced: unplaced.map(({ suggested_id: _id, ...one }) => one), frame };
		}),
	store: (ctx, { period_key, control_id, corrects, ...confirmed }, sent) =>
		withPurchases(ctx, { period_key, control_id, corrects }, sent, (token) => confirmPreview(ctx, token, confirmed)),
});

const balances = importer({
	kind: "balances",
	name: "saldon",
	action: "purchases.import",
	maxBytes: MAX_BALANCES,
	schema: ImportBalances,
	fields: {
		unit_id: "Id för nämndens enhet.",
		period_key: "Månad, till exempel 2026-10.",
		mark_percent: "Ett konto ska kommenteras när det avviker mer än så många procent …",
		mark_kr: "… och mer än så många kronor.",
	},
	preview: null,
	store: (ctx, input, { file }) => importBalances(ctx, input, file),
});

async function readPlan(ctx: Context, { plan_id, board_id, year }: z.output<typeof UploadPlan>, { file }: Sent) {
	const target = plan_id === null ? await targetOf(ctx, { board_id: board_id!, year: year! }) : { plan_id };
	const { path, name: file_name, sha256 } = file;
	const state = await readUpload(ctx, target, { path, file_name, sha256 });
	if (placeOf(state.reading) !== null) return state;
	throw new Invalid({ file: `Ingen plan hittades i filen. ${seenIn(state.reading).join(" ")}` });
}

const plan = importer({
	kind: "plan",
	name: "plan",
	action: "plan.edit",
	maxBytes: MAX_PLAN,
	schema: UploadPlan,
	fields: {
		plan_id: "Id för ett tomt planutkast; annars nämnd och år.",
		board_id: "Nämndens id.",
		year: "Planens år.",
	},
	preview: async (ctx, input, sent) => {
		const { reading } = await readPlan(ctx, input, sent);
		return { ...countPlan(reading.areas), found: placeOf(reading) };
	},
	store: async (ctx, input, sent) => {
		const { target, reading, source } = await readPlan(ctx, input, sent);
		return importPlan(ctx, target, reading.areas, source);
	},
});

const people = importer({
	kind: "people",
	name: "personer",
	action: "organisation.edit",
	maxBytes: MAX_HR,
	schema: UploadHrFile,
	fields: {
		kind: "people eller units.",
		complete: "1: den som saknas i filen avslutas.",
	},
	preview: async (ctx, input, { file, today }) => {
		const { acts, refused } = await planHrFile(ctx, input, file.path, today);
		return { acts: acts.map(({ sentence }) => sentence), refused };
	},
	store: async (ctx, input, { file, today }) => {
		const { name: file_name, sha256 } = file;
		return importHrFile(ctx, { ...input, file_name, sha256 }, file.path, today);
	},
});

/** Every import a program can do. */
export const IMPORTERS: readonly Importer[] = [purchases, balances, plan, people];
