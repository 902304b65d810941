import { insertControl } from "../../../db/writes/checks/controls.ts";
import { insertMeasure } from "../../../db/writes/register/measures.ts";
import { insertRisk } from "../../../db/writes/register/risks.ts";
import { insertArea } from "../../../db/writes/register/plans.ts";
import type { Context } from "../../ground/write/context.ts";
import { freeKey } from "../../ground/write/control-key.ts";
import { newId } from "../../ground/write/new-id.ts";
import type { Writing } from "../../ground/write/write.ts";
import type { DraftControl, DraftMeasure, DraftRisk } from "./plan-model.ts";

/** Adds the rows of a plan that has been read, each with its event. */
export class RowsToAdd {
	/** The ids of what has been added, for taking all of it back. */
	readonly added = { areas: [] as string[], risks: [] as string[] };
	readonly #ctx: Context;
	readonly #writing: Writing;
	readonly #plan: { id: string; unit_id: string; year: number };

	constructor(ctx: Context, writing: Writing, plan: { id: string; unit_id: string; year: number }) {
		this.#ctx = ctx;
		this.#writing = writing;
		this.#plan = plan;
	}

	async addArea(name: string, position: number): Promise<string> {
		const id = newId(this.#ctx.clock());
		const { trx, record } = this.#writing;
		await insertArea(trx, { id, plan_id: this.#plan.id, name, position });
		await record({ type: "area.added", unit_id: this.#plan.unit_id, object: { kind: "area", id }, data: { name } });
		this.added.areas.push(id);
		return id;
	}

	async addRisk(area_id: string, number: number, risk: DraftRisk): Promise<void> {
		const id = newId(this.#ctx.clock());
		await insertRisk(this.#writing.trx, {
			id,
			plan_id: this.#plan.id,
			area_id,
			number,
			title: risk.title,
			description: risk.description,
			cause: risk.cause,
			effect: risk.effect,
			scope: risk.scope,
			requirements: JSON.stringify(risk.requirements),
			origin: risk.origin,
			owner_id: risk.owner.id,
			inherent_likelihood: risk.inherent.likelihood,
			inherent_impact: risk.inherent.impact,
			inherent_reason: risk.inherent_reason,
			residual_likelihood: risk.residual.likelihood,
			residual_impact: risk.residual.impact,
			residual_reason: risk.residual_reason,
			target_likelihood: risk.target.likelihood,
			target_impact: risk.target.impact,
			target_reason: risk.target_reason,
			treatment: risk.treatment,
			treatment_reason: risk.treatment_reason,
			treatment_decider_id: risk.decider.id,
			treatment_review_on: risk.review_on,
			carried_from: null,
			version: 1,
		});
		this.added.risks.push(id);
		await this.#told("risk", id, risk.title);
		for (const [index, measure] of risk.measures.entries()) await this.#addMeasure(id, index + 1, measure);
		for (const control of risk.controls) await this.#addControl(id, null, control);
	}

	async #addMeasure(risk_id: string, position: number, measure: DraftMeasure): Promise<void> {
		const id = newId(this.#ctx.clock());
		const { owner, controls, ...values } = measure;
		await insertMeasure(this.#writing.trx, {
			...values,
			id,
			risk_id,
			position,
			owner_id: owner.id,
			effect_tested: "not_yet",
			effect_note: "",
			carried_from: null,
			version: 1,
		});
		await this.#told("measure", id, measure.title);
		for (const control of controls) await this.#addControl(risk_id, id, control);
	}

	/** Its units are added afterwards, as for a control that is written by hand. */
	async #addControl(risk_id: string, measure_id: string | null, control: DraftControl): Promise<void> {
		const id = newId(this.#ctx.clock());
		const { owner, starts_on, ...values } = control;
		await insertControl(this.#writing.trx, {
			...values,
			id,
			plan_id: this.#plan.id,
			risk_id,
			measure_id,
			key: await freeKey(this.#writing.trx, control.title),
			owner_id: owner.id,
			reserve_count: 0,
			checklist_id: null,
			starts_on: starts_on ?? `${this.#plan.year}-01-01`,
			version: 1,
		});
		await this.#told("control", id, control.title);
	}

	#told(kind: "risk" | "measure" | "control", id: string, title: string): Promise<void> {
		const about = { unit_id: this.#plan.unit_id, object: { kind, id }, data: { title } };
		return this.#writing.record({ type: `${kind}.added`, ...about });
	}
}
