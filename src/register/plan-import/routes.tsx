import { Hono } from "hono";
import { listBoards } from "../../../db/queries/people/boards.ts";
import { listPeopleOptions } from "../../../db/queries/people/people.ts";
import { EditDraftPage } from "../../../views/register/plan-import/edit-draft-page.tsx";
import { MappingPage } from "../../../views/register/plan-import/mapping-page.tsx";
import { PreviewPage } from "../../../views/register/plan-import/preview-page.tsx";
import { UploadPage } from "../../../views/register/plan-import/upload-page.tsx";
import { type FormState, UNTOUCHED } from "../../../views/ui/form-state.ts";
import { reachOf } from "../../ground/access/actor.ts";
import { NotFound } from "../../ground/errors.ts";
import { answer, page } from "../../ground/http/answer.tsx";
import type { AppEnv, Http } from "../../ground/http/env.ts";
import { submit } from "../../ground/http/form.ts";
import { idOf } from "../../ground/http/list.ts";
import { pagingOf } from "../../ground/http/paging.ts";
import { permit } from "../../ground/http/permit.ts";
import { shell } from "../../ground/http/shell.ts";
import { submitUpload } from "../../ground/http/upload.ts";
import { paths } from "../../paths/paths.ts";
import { ownerScope } from "../risks/check-risk.ts";
import { countPlan, placeOf, seenIn } from "./count-plan.ts";
import { choicesFrom, editReading } from "./edit-reading.ts";
import { importPlan } from "./import-plan.ts";
import { draftValues, mappingOf } from "./page-values.ts";
import { type ImportPlace, placeFor, readAgain, readUpload, riskAt, targetOf } from "./prepare-import.ts";
import { keepReading, openReading, type ReadingState } from "./reading-state.ts";
import { ConfirmPlan, EditDraftRisk, MapColumns, MAX_BYTES, UndoImport, UploadPlan } from "./schema.ts";
import { undoImport } from "./undo-import.ts";

const RISKS_A_PAGE = 25;

const tokenOf = (c: Http) => c.req.param("token") ?? "";
const stateOf = (c: Http) => openReading(c.var.ctx, tokenOf(c));

async function uploadPage(c: Http, form: FormState) {
	const { ctx } = c.var;
	const plan_id = c.req.query("plan") ?? (typeof form.values.plan_id === "string" ? form.values.plan_id : "");
	const place = plan_id === "" ? null : await placeFor(ctx, { plan_id });
	const boards = await listBoards(ctx.db, reachOf(ctx.actor, "plan.edit"));
	return page(c, <UploadPage shell={shell(c)} form={form} boards={boards} place={place} />);
}

/** Where a reading goes on: to its preview, or to the mapping when no plan was found in the file. */
async function keep(c: Http, state: ReadingState): Promise<string> {
	const token = await keepReading(c.var.ctx, state);
	return placeOf(state.reading) === null ? paths.planReadingColumns(token) : paths.planReadingPreview(token);
}

async function receive(c: Http, input: UploadPlan, file: { path: string; name: string; sha256: string }) {
	const { plan_id, board_id, year } = input;
	const target = plan_id === null ? await targetOf(c.var.ctx, { board_id: board_id!, year: year! }) : { plan_id };
	return keep(c, await readUpload(c.var.ctx, target, { ...file, file_name: file.name }));
}

async function previewPage(c: Http, form: FormState) {
	const state = await stateOf(c);
	const place = await placeFor(c.var.ctx, state.target);
	const risks = state.reading.areas.flatMap((area) => area.risks.map((risk) => ({ area: area.name, risk })));
	const { page: at, links } = pagingOf(c, RISKS_A_PAGE);
	const props = {
		counts: countPlan(state.reading.areas),
		found: placeOf(state.reading),
		rows: risks.map((row, index) => ({ ...row, index })).slice(at.offset, at.offset + at.limit),
		pager: links(risks.length),
	};
	return page(
		c,
		<PreviewPage shell={shell(c)} form={form} token={tokenOf(c)} state={state} place={place} {...props} />,
	);
}

async function mappingPage(c: Http, form: FormState) {
	const state = await stateOf(c);
	const place = await placeFor(c.var.ctx, state.target);
	const seen = placeOf(state.reading) === null ? seenIn(state.reading) : null;
	const props = { form, place, seen, mapping: mappingOf(state) };
	return page(c, <MappingPage shell={shell(c)} token={tokenOf(c)} state={state} {...props} />);
}

function indexOf(c: Http): number {
	const asked = c.req.param("n") ?? "";
	if (!/^\d{1,5}$/.test(asked)) throw new NotFound("risk of a plan file");
	return Number(asked);
}

function ownersFor(c: Http, { unit_id }: ImportPlace) {
	return listPeopleOptions(c.var.ctx.db, ownerScope(unit_id, c.var.today));
}

async function editPage(c: Http, form?: FormState) {
	const state = await stateOf(c);
	const place = await placeFor(c.var.ctx, state.target);
	const { area, risk } = riskAt(state, indexOf(c));
	const props = {
		form: form ?? { ...UNTOUCHED, values: draftValues(area, risk) },
		owners: await ownersFor(c, place),
		areas: state.reading.areas.map(({ name }) => name),
	};
	return page(
		c,
		<EditDraftPage shell={shell(c)} token={tokenOf(c)} index={indexOf(c)} risk={risk} place={place} {...props} />,
	);
}

/** A plan from a file: upload, preview, mapping and edits, confirmation, and taking it back. */
export function planImportRoutes(): Hono<AppEnv> {
	const app = new Hono<AppEnv>();

	app.get(paths.planReading(), permit("plan.edit"), (c) => uploadPage(c, UNTOUCHED));
	app.post(paths.planReading(), permit("plan.edit"), (c) =>
		submitUpload(c, {
			maxBytes: MAX_BYTES,
			schema: UploadPlan,
			field: "file",
			command: (input, file) => receive(c, input, file),
			done: (to) => c.redirect(to, 303),
			again: (form) => uploadPage(c, form),
		}),
	);

	app.get("/planer/inlasning/:token", permit("plan.edit"), (c) => previewPage(c, UNTOUCHED));
	app.post("/planer/inlasning/:token", permit("plan.edit"), async (c) => {
		const { target, source, reading } = await stateOf(c);
		return submit(c, {
			schema: ConfirmPlan,
			command: () => importPlan(c.var.ctx, target, reading.areas, source),
			done: ({ plan_id, counts }) =>
				answer(c, {
					to: paths.plan(plan_id),
					said: `Planen är inläst: ${counts.risks} risker och ${counts.measures} åtgärder. Du kan ångra tills den är beslutad.`,
				}),
			again: (form) => previewPage(c, form),
		});
	});

	app.get("/planer/inlasning/:token/kolumner", permit("plan.edit"), (c) => mappingPage(c, UNTOUCHED));
	app.post("/planer/inlasning/:token/kolumner", permit("plan.edit"), async (c) => {
		const state = await stateOf(c);
		return submit(c, {
			schema: MapColumns,
			command: async (input) => {
				const { scale } = await placeFor(c.var.ctx, state.target);
				const choices = choicesFrom(input, state, mappingOf(state).heading_row, scale);
				return keep(c, await readAgain(c.var.ctx, state, choices));
			},
			done: (to) => c.redirect(to, 303),
			again: (form) => mappingPage(c, form),
		});
	});

	app.get("/planer/inlasning/:token/risker/:n", permit("plan.edit"), (c) => editPage(c));
	app.post("/planer/inlasning/:token/risker/:n", permit("plan.edit"), async (c) => {
		const state = await stateOf(c);
		const place = await placeFor(c.var.ctx, state.target);
		const owners = await ownersFor(c, place);
		return submit(c, {
			schema: EditDraftRisk,
			command: (input) => keep(c, editReading(state, indexOf(c), input, owners, place.scale)),
			done: (to) => c.redirect(to, 303),
			again: (form) => editPage(c, form),
		});
	});

	app.post("/planer/:id/angrad-inlasning", permit("plan.edit"), (c) =>
		submit(c, {
			schema: UndoImport,
			command: (input) => undoImport(c.var.ctx, idOf(c), input),
			done: () => answer(c, { to: paths.plan(idOf(c)), said: "Inläsningen är ångrad. Planen är tom igen." }),
			again: () =>
				answer(c, { to: paths.plan(idOf(c)), said: "Planen har ändrats. Läs sidan på nytt och försök igen." }),
		}),
	);

	return app;
}
