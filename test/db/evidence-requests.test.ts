import { Readable } from "node:stream";
import { sql } from "kysely";
import { describe, expect, test } from "vitest";
import { listEvidenceOf } from "../../db/queries/checks/evidence.ts";
import { listRequestsOf } from "../../db/queries/checks/evidence-requests.ts";
import { listEventsOf } from "../../db/queries/ground/write.ts";
import { addEvidence } from "../../src/checks/evidence/add-evidence.ts";
import { askForEvidence } from "../../src/checks/evidence/ask-for-evidence.ts";
import { declineRequest, sendRequested, withdrawRequest } from "../../src/checks/evidence/settle-request.ts";
import { NotAllowed, NotFound } from "../../src/ground/errors.ts";
import { eventSentence } from "../../src/ground/write/events.ts";
import { readInbox } from "../../src/office/inbox/read-inbox.ts";
import { verifyRows } from "../../src/proof/trail/verify-rows.ts";
import { PDF } from "../checks/evidence/files.ts";
import { openDrawnRun } from "../support/drawn-run.ts";
import type { PersonKey, World } from "../support/world.ts";
import { DIALECTS, openWorldOn } from "./dialects.ts";

const WANTED = "Följesedeln till leveransen.";

async function opened(open: (typeof DIALECTS)[number][1]) {
	const world = await openWorldOn(open);
	const run = await openDrawnRun(world);
	const about = { kind: "sample_item", parent_id: run.itemIds[0]! };
	const mails = async (person: PersonKey) => ({ ...(await world.as(person)), sends_mail: true });
	return {
		...{ world, about, item: about.parent_id },
		ask: async (person: PersonKey, asked_of: string, wanted = WANTED) =>
			askForEvidence(await mails(person), about, { asked_of, wanted }),
		send: async (person: PersonKey, id: string, about_on: string | null = null) =>
			sendRequested(await mails(person), id, { note: "", about_on }, await arrived(world)),
		decline: async (person: PersonKey, id: string) =>
			declineRequest(await mails(person), id, { note: "Den är borta." }),
		withdraw: async (person: PersonKey, id: string) => withdrawRequest(await mails(person), id),
		requests: () => listRequestsOf(world.ctx.db, "sample_item", about.parent_id),
		evidence: () => listEvidenceOf(world.ctx.db, "sample_item", about.parent_id),
	};
}

const arrived = async (world: World) => ({
	...(await world.ctx.files.putTemp(Readable.from([PDF]), 1000)),
	name: "foljesedel.pdf",
});

const waiting = async (world: World, person: PersonKey) => {
	const inbox = await readInbox(await world.as(person), "2026-11-16");
	return [inbox.evidence_asked.length, inbox.evidence_awaited.length];
};

describe.each(DIALECTS)("evidence that is asked for in %s", (_name, open) => {
	test("waits for the one who is asked, by mail too; what is sent is evidence in their name, and the request has one end", async () => {
		const { world, item, ask, send, decline, withdraw, requests, evidence } = await opened(open);
		const id = await ask("maria", world.ids.boris);
		expect([await waiting(world, "boris"), await waiting(world, "maria")]).toEqual([
			[1, 0],
			[0, 1],
		]);
		expect(await told(world)).toEqual([["evidence_asked", world.ids.boris, "evidence_request", id]]);

		// the right is this one request's: not another's, and not what else the item has
		for (const other of ["beata", "maria", "carin", "rune"] as const)
			await expect(send(other, id), other).rejects.toBeInstanceOf(NotFound);
		const boris = await world.as("boris");
		const own = { kind: "sample_item", parent_id: item, series_id: null, note: "" };
		await expect(addEvidence(boris, own, await arrived(world))).rejects.toBeInstanceOf(NotFound);
		expect(await evidence()).toEqual([]);

		await send("boris", id);
		expect(await evidence()).toMatchObject([{ file_name: "foljesedel.pdf", uploaded_by: world.ids.boris }]);
		expect(await requests()).toMatchObject([{ outcome: "sent", file_name: "foljesedel.pdf" }]);
		expect((await told(world))[0]).toEqual(["evidence_answered", world.ids.maria, "evidence_request", id]);
		expect([await waiting(world, "boris"), await waiting(world, "maria")]).toEqual([
			[0, 0],
			[0, 0],
		]);
		for (const again of [() => send("boris", id), () => decline("boris", id), () => withdraw("maria", id)])
			await expect(again()).rejects.toMatchObject({
				fields: { "": expect.stringContaining("redan avslutad: skickat") },
			});
		expect(await evidence()).toHaveLength(1);
		expect(await wrong(world)).toEqual([]);
		const sentences = (await listEventsOf(world.ctx.db, "sample_item", [item])).map((event) => eventSentence(event));
		expect(sentences.some((one) => one.includes("begärde underlag av Boris Falk (begäran 1)"))).toBe(true);
		expect(sentences.some((one) => one.includes("svarade på begäran 1 om underlag med foljesedel.pdf"))).toBe(true);
		expect(sentences.join()).not.toContain(WANTED);
	});

	test("is asked by who may add evidence there, of somebody at work, and answered with a reason or taken back", async () => {
		const { world, ask, decline, withdraw, requests } = await opened(open);
		for (const person of ["beata", "boris", "adam"] as const)
			await expect(ask(person, world.ids.carin), person).rejects.toBeInstanceOf(NotFound);
		await expect(ask("rune", world.ids.carin)).rejects.toBeInstanceOf(NotAllowed);
		for (const nobody of ["finns-inte", world.ids.maria])
			await expect(ask("maria", nobody)).rejects.toMatchObject({ fields: { asked_of: expect.any(String) } });
		expect(await requests()).toEqual([]);

		// the reviewer, or whose purchase it is, may be asked: what the file is worth is judged by others
		const first = await ask("maria", world.ids.mats);
		await expect(ask("maria", world.ids.mats)).rejects.toMatchObject({ fields: { wanted: expect.any(String) } });
		await decline("mats", first);
		expect(await requests()).toMatchObject([{ outcome: "declined", note: "Den är borta.", evidence_id: null }]);
		const second = await ask("maria", world.ids.boris);
		await expect(withdraw("boris", second), "not by the one who is asked").rejects.toBeInstanceOf(NotFound);
		await withdraw("carin", second);
		expect((await requests()).map(({ number, outcome }) => [number, outcome])).toEqual([
			[1, "declined"],
			[2, "withdrawn"],
		]);
		expect((await told(world)).filter(([kind]) => kind === "evidence_answered")).toHaveLength(1);
		expect(await wrong(world)).toEqual([]);
	});

	test("whoever stands in for the one who is asked answers in their stead, stamped for whom", async () => {
		const { world, ask, send, evidence } = await opened(open);
		const id = await ask("maria", world.ids.boris);
		await expect(send("gunnel", id)).rejects.toBeInstanceOf(NotFound);
		await world.ctx.database.transaction((trx) =>
			trx
				.updateTable("roles")
				.set({ substitute_for: world.ids.boris })
				.where("person_id", "=", world.ids.gunnel)
				.execute(),
		);
		expect(await waiting(world, "gunnel")).toEqual([1, 0]);
		await send("gunnel", id);
		expect(await evidence()).toMatchObject([{ uploaded_by: world.ids.gunnel }]);
		const events = await world.ctx.db
			.selectFrom("events")
			.select("on_behalf_of")
			.where("type", "in", ["evidence.added", "evidence.request_settled"])
			.execute();
		expect(events.map(({ on_behalf_of }) => on_behalf_of)).toEqual(["Boris Falk", "Boris Falk"]);
	});

	test("two answers at once leave one, and neither a request nor its answer can be changed", async () => {
		const { world, ask, send, decline, requests, evidence } = await opened(open);
		const id = await ask("maria", world.ids.boris);
		const both = await Promise.allSettled([send("boris", id), decline("boris", id)]);
		expect(both.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
		const [request] = await requests();
		expect((await evidence()).length).toBe(request!.outcome === "sent" ? 1 : 0);
		for (const attack of [
			sql`update evidence_requests set wanted = 'annat'`,
			sql`delete from evidence_requests`,
			sql`update evidence_replies set outcome = 'withdrawn'`,
			sql`delete from evidence_replies`,
			sql`insert into evidence_replies (request_id, outcome, note, replied_at, replied_by) values (${id}, 'sent', '', '', ${world.ids.boris})`,
		])
			await expect(attack.execute(world.ctx.db)).rejects.toThrow();
	});

	test("has a day of its own: the purchase's when none is given, and never one to come", async () => {
		const { world, item, ask, send, evidence } = await opened(open);
		const [{ booking_date }] = (await world.ctx.db
			.selectFrom("sample_items")
			.innerJoin("ledger_rows", "ledger_rows.id", "sample_items.line_id")
			.select("booking_date")
			.where("sample_items.id", "=", item)
			.execute()) as [{ booking_date: string }];
		const id = await ask("maria", world.ids.boris);
		await expect(send("boris", id, "2026-11-17")).rejects.toMatchObject({
			fields: { datum: "Dagen har inte varit än. Ange i dag eller en tidigare dag." },
		});
		expect(await evidence()).toEqual([]);
		await send("boris", id);
		const maria = await world.as("maria");
		const add = async (more: { series_id?: string; about_on?: string }) =>
			addEvidence(
				maria,
				{ kind: "sample_item", parent_id: item, series_id: null, note: "", ...more },
				await arrived(world),
			);
		const series_id = await add({ about_on: "2026-10-02" });
		await add({ series_id });
		expect((await evidence()).map(({ about_on }) => about_on).sort()).toEqual(
			[booking_date, "2026-10-02", "2026-10-02"].sort(),
		);
	});
});

const wrong = async (world: World) =>
	(await verifyRows(world.ctx.db)).problems.filter((one) => one.includes("Begäran om underlag"));

const told = async (world: World) => {
	const rows = await world.ctx.db
		.selectFrom("notices")
		.select(["kind", "person_id", "object_kind", "object_id"])
		.orderBy("kind")
		.execute();
	return rows.map(({ kind, person_id, object_kind, object_id }) => [kind, person_id, object_kind, object_id]);
};
