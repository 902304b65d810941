import { listOf } from "../../ground/http/list-page.ts";
import { Hono } from "hono";
import {
	countCorrectionLines,
	findCorrectionInto,
	listCorrectionLines,
	listCorrections,
	listUnitCorrections,
} from "../../../db/queries/checks/populations-corrections.ts";
import { listUnitDoubts } from "../../../db/queries/checks/samples-swaps.ts";
import { countCreditNotes, listCreditNotes } from "../../../db/queries/checks/populations-credits.ts";
import { listStrata } from "../../../db/queries/checks/populations.ts";
import { countPurchaseFiles, listPurchaseFiles } from "../../../db/queries/checks/populations-files.ts";
import { ChangesPage } from "../../../views/checks/populations/changes-page.tsx";
import { ImportProgressPage } from "../../../views/checks/populations/import-progress-page.tsx";
import { CreditNotesPage } from "../../../views/checks/populations/credit-notes-page.tsx";
import { PopulationPage } from "../../../views/checks/populations/population-page.tsx";
import { PreviewPage } from "../../../views/checks/populations/preview-page.tsx";
import { PurchaseFilePage } from "../../../views/checks/populations/purchase-file-page.tsx";
import { PurchasesPage } from "../../../views/checks/populations/purchases-page.tsx";
import { maySomewhere, reachOf } from "../../ground/access/actor.ts";
import { mayAt } from "../../ground/access/require-may.ts";
import { answer, page } from "../../ground/http/answer.tsx";
import type { AppEnv, Http } from "../../ground/http/env.ts";
import { submit } from "../../ground/http/form.ts";
import { type FormState, UNTOUCHED } from "../../../views/ui/form-state.ts";
import { shell } from "../../ground/http/shell.ts";
import { historyOf } from "../../ground/http/history.ts";
import { idOf, listRoutes } from "../../ground/http/list.ts";
import { permit } from "../../ground/http/permit.ts";
import { submitUpload } from "../../ground/http/upload.ts";
import { paths } from "../../paths/paths.ts";
import { frozenTerms } from "../../ground/write/frozen-terms.ts";
import { Invalid } from "../../ground/errors.ts";
import { decideFrameRule } from "./import/decide-frame-rule.ts";
import { placeUnits } from "./import/place-units.ts";
import { adjustPreview } from "./import/adjust-preview.ts";
import { correctionColumns, creditNoteColumns, purchaseFileColumns, stratumColumns, withSizes } from "./columns.ts";
import type { CorrectedPopulation } from "./correct/correct-population.ts";
import type { ImportedPurchases } from "./import/import-purchases.ts";
import { cancelImport, confirmLong, readPreview, receiveLong } from "./import/long-import.ts";
import { ownTicket } from "./import/preview-ticket.ts";
import { MAX_FILE_BYTES } from "./import/require-importable.ts";
import { FIELD_LABELS } from "../../ground/reading/fields.ts";
import { requireFileCorrection, requirePopulation, requirePurchaseFile } from "./require-population.ts";
import { AdjustPreview, ConfirmPurchases, DecideFrameRule, PlaceUnits, UploadPurchases } from "./schema.ts";
import { uploadChoices } from "./import/upload-choices.ts";

async function purchasesPage(c: Http, form: FormState) {
	const { db, actor } = c.var.ctx;
	const reach = reachOf(actor, "purchases.view");
	const props = {
		list: await listOf(c, {
			path: paths.purchases(),
			columns: purchaseFileColumns,
			rows: (part) => listPurchaseFiles(db, reach, part),
			count: () => countPurchaseFiles(db, reach),
		}),
		upload: maySomewhere(actor, "purchases.import") ? await uploadChoices(db, actor, c.var.today) : null,
	};
	return page(c, <PurchasesPage shell={shell(c)} form={form} {...props} />);
}

const tokenOf = (c: Http) => c.req.param("token") ?? "";

async function previewPage(
	c: Http,
	errors: { columns?: FormState; placing?: FormState; rule?: FormState; confirmation?: FormState } = {},
) {
	const shown = await readPreview(c.var.ctx, tokenOf(c));
	if ("stored" in shown) return storedAnswer(c, shown.stored);
	if ("waiting" in shown) {
		// The header works without JavaScript, and the page needs no script of its own.
		c.header("Refresh", "2");
		return page(c, <ImportProgressPage shell={shell(c)} token={tokenOf(c)} waiting={shown.waiting} />);
	}
	const wrong = {
		columns: errors.columns?.errors ?? {},
		placing: errors.placing?.errors ?? {},
		rule: errors.rule ?? UNTOUCHED,
		confirmation: errors.confirmation ?? UNTOUCHED,
	};
	return page(c, <PreviewPage shell={shell(c)} token={tokenOf(c)} preview={shown.preview} errors={wrong} />);
}

function storedAnswer(c: Http, { population_id, corrected }: ImportedPurchases) {
	return answer(c, { to: paths.population(population_id), said: saidOf(corrected) });
}

/**
 * Shows the preview, or, for a large file that could not be read or an import refused in the background, the refusal on the
 * page where the upload began.
 */
async function previewOrRefusal(c: Http) {
	try {
		return await previewPage(c);
	} catch (error) {
		if (!(error instanceof Invalid)) throw error;
		const ticket = ownTicket(c.var.ctx, tokenOf(c));
		c.status(422);
		const form = { values: { period_key: ticket.period_key, control_id: ticket.control_id }, errors: error.fields };
		if (error.fields.file === undefined) return previewPage(c, { confirmation: { values: {}, errors: error.fields } });
		return ticket.corrects
			? populationPage(c, UNTOUCHED, { id: ticket.corrects.population_id, upload: form })
			: purchasesPage(c, form);
	}
}

async function cancelled(c: Http) {
	const stored = await cancelImport(c.var.ctx, tokenOf(c));
	if (stored) return storedAnswer(c, stored);
	return answer(c, { to: paths.purchases(), said: "Inläsningen är avbruten. Ingenting är sparat." });
}

/** `other` when the page is shown again from the upload of a corrected file, which has no population in its address. */
export async function populationPage(c: Http, form: FormState, other?: { id: string; upload: FormState }) {
	const { ctx } = c.var;
	const population = await requirePopulation(ctx, other?.id ?? idOf(c));
	const terms = frozenTerms(population);
	const props = {
		terms,
		drawn_n: terms.money?.points ?? terms.sizes.reduce((all, one) => all + one.n, 0),
		list: await listOf(c, {
			path: paths.population(population.id),
			columns: stratumColumns,
			all: withSizes(await listStrata(ctx.db, population.id), terms),
		}),
		credits: await countCreditNotes(ctx.db, population.file_id),
		history: await historyOf(ctx.db, "population", population.id),
		may_draw: await mayAt(ctx.db, ctx.actor, "draw.run", population.unit_id),
		corrections: await listCorrections(ctx.db, population.id),
		replaces: await findCorrectionInto(ctx.db, population.id),
		doubts: await listUnitDoubts(ctx.db, population.id),
		may_import: await mayAt(ctx.db, ctx.actor, "purchases.import", population.unit_id),
		may_see_file: await mayAt(ctx.db, ctx.actor, "purchases.view", population.unit_id),
	};
	const around = shell(c);
	// The sample was drawn meanwhile, so the form is gone from the page and only its error sentence is shown.
	if (population.drawn_at !== null && form.errors[""]) around.flash = { tone: "bad", text: form.errors[""] };
	return page(
		c,
		<PopulationPage
			shell={around}
			population={population}
			form={form}
			upload={other?.upload ?? UNTOUCHED}
			{...props}
		/>,
	);
}

async function creditNotesPage(c: Http) {
	const { ctx } = c.var;
	const population = await requirePopulation(ctx, idOf(c));
	const props = {
		list: await listOf(c, {
			columns: creditNoteColumns,
			rows: (part) => listCreditNotes(ctx.db, population.file_id, part),
			count: async () => (await countCreditNotes(ctx.db, population.file_id)).n,
		}),
	};
	return page(c, <CreditNotesPage shell={shell(c)} population={population} {...props} />);
}

function saidOf(corrected: CorrectedPopulation | undefined): string {
	if (!corrected) return "Filen är inläst och populationen är fryst.";
	const { added, removed, changed } = corrected;
	return `Den rättade filen är inläst: ${added} inköp tillkom, ${removed} togs bort och ${changed} ändrades.`;
}

async function changesPage(c: Http) {
	const { db } = c.var.ctx;
	const { file, correction } = await requireFileCorrection(c.var.ctx, idOf(c));
	const props = {
		units: correction ? await listUnitCorrections(db, [correction.id]) : [],
		list: await listOf(c, {
			columns: correctionColumns,
			rows: async (part) => (correction ? listCorrectionLines(db, correction.id, part) : []),
			count: async () => (correction ? countCorrectionLines(db, correction.id) : 0),
		}),
	};
	return page(c, <ChangesPage shell={shell(c)} file={file} correction={correction} {...props} />);
}

async function changesOf(c: Http) {
	const { correction } = await requireFileCorrection(c.var.ctx, idOf(c));
	return correction ? listCorrectionLines(c.var.ctx.db, correction.id) : [];
}

export function populationRoutes(): Hono<AppEnv> {
	const app = new Hono<AppEnv>();

	listRoutes(app, paths.purchases(), {
		action: "purchases.view",
		name: "Inköp",
		columns: purchaseFileColumns,
		rows: (c) => listPurchaseFiles(c.var.ctx.db, reachOf(c.var.ctx.actor, "purchases.view")),
		page: (c) => purchasesPage(c, UNTOUCHED),
	});

	app.post(paths.purchasesPreview(), permit("purchases.import"), (c) =>
		submitUpload(c, {
			maxBytes: MAX_FILE_BYTES,
			schema: UploadPurchases,
			field: "file",
			command: (input, file) => receiveLong(c.var.ctx, input, file),
			done: (token) => answer(c, { to: paths.purchasesPreviewed(token) }),
			again: (form) => {
				const corrects = form.values.corrects;
				return typeof corrects === "string" && corrects !== ""
					? populationPage(c, UNTOUCHED, { id: corrects, upload: form })
					: purchasesPage(c, form);
			},
		}),
	);

	app.get("/inkop/forhandsgranskning/:token", permit("purchases.import"), previewOrRefusal);

	app.post("/inkop/forhandsgranskning/:token/avbrott", permit("purchases.import"), cancelled);

	app.post("/inkop/forhandsgranskning/:token/kolumner", permit("purchases.import"), (c) =>
		submit(c, {
			schema: AdjustPreview,
			command: (input) => adjustPreview(c.var.ctx, tokenOf(c), input),
			done: (token) => answer(c, { to: paths.purchasesPreviewed(token), said: "Filen är läst igen." }),
			again: (columns) => previewPage(c, { columns }),
		}),
	);

	app.post("/inkop/forhandsgranskning/:token/enheter", permit("purchases.import"), (c) =>
		submit(c, {
			schema: PlaceUnits,
			command: (input) => placeUnits(c.var.ctx, tokenOf(c), input),
			done: (token) => answer(c, { to: paths.purchasesPreviewed(token), said: "Enheterna är placerade." }),
			again: (placing) => previewPage(c, { placing }),
		}),
	);

	app.post("/inkop/forhandsgranskning/:token/regel", permit("purchases.import"), (c) =>
		submit(c, {
			schema: DecideFrameRule,
			command: (input) => decideFrameRule(c.var.ctx, tokenOf(c), input),
			done: (token) => answer(c, { to: paths.purchasesPreviewed(token), said: "Beslutet gäller. Filen är läst igen." }),
			again: (rule) => previewPage(c, { rule }),
		}),
	);

	app.post("/inkop/forhandsgranskning/:token/bekraftelse", permit("purchases.import"), (c) =>
		submit(c, {
			schema: ConfirmPurchases,
			command: (input) => confirmLong(c.var.ctx, tokenOf(c), input),
			done: (stored) => (stored ? storedAnswer(c, stored) : answer(c, { to: paths.purchasesPreviewed(tokenOf(c)) })),
			again: (confirmation) => previewPage(c, { confirmation }),
		}),
	);

	app.get("/inkop/:id", permit("purchases.view"), async (c) => {
		const file = await requirePurchaseFile(c.var.ctx, idOf(c));
		const history = await historyOf(c.var.ctx.db, "purchase_file", file.id);
		return page(c, <PurchaseFilePage shell={shell(c)} file={file} labels={FIELD_LABELS} history={history} />);
	});

	listRoutes(app, "/inkop/:id/skillnad", {
		action: "purchases.view",
		name: "Skillnad",
		columns: correctionColumns,
		rows: changesOf,
		page: changesPage,
	});

	listRoutes(app, "/populationer/:id", {
		action: "draw.view",
		name: "Population",
		columns: stratumColumns,
		rows: async (c) => {
			const population = await requirePopulation(c.var.ctx, idOf(c));
			return withSizes(await listStrata(c.var.ctx.db, population.id), frozenTerms(population));
		},
		page: (c) => populationPage(c, UNTOUCHED),
	});

	listRoutes(app, "/populationer/:id/kreditnotor", {
		action: "draw.view",
		name: "Kreditnotor",
		columns: creditNoteColumns,
		rows: async (c) => {
			const population = await requirePopulation(c.var.ctx, idOf(c));
			return listCreditNotes(c.var.ctx.db, population.file_id);
		},
		page: creditNotesPage,
	});

	return app;
}
