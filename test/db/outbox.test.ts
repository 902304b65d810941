import { describe, expect, test } from "vitest";
import { sendWaiting } from "../../src/office/notices/dispatch.ts";
import type { Line } from "../../src/office/notices/smtp.ts";
import { openMailServer } from "../office/notices/mail-server.ts";
import { later, letters, roomOf, states, tell } from "../office/notices/support.ts";
import { DIALECTS, openWorldOn } from "./dialects.ts";

describe.each(DIALECTS)("the outbox in %s", (_name, open) => {
	test("two dispatchers at once send no letter twice", async () => {
		const world = await openWorldOn(open);
		const server = await openMailServer();
		const everybody = ["maria", "beata", "mats", "boris", "gunnel", "nils", "carin", "fia"] as const;
		await tell(
			world,
			everybody.map((key) => world.ids[key]),
		);
		await Promise.all([1, 2, 3].map(() => sendWaiting(roomOf(world, server))));
		expect(server.received.map(({ to }) => to[0]).sort()).toEqual(everybody.map((key) => `${key}@prov.example`).sort());
		expect(new Set(await states(world))).toEqual(new Set(["delivered"]));
	});

	test("killed between the server's 250 and the commit: unsure with the same id, and never sent silently again", async () => {
		const world = await openWorldOn(open);
		const server = await openMailServer();
		await tell(world, [world.ids.maria]);
		const room = roomOf(world, server);
		let got: () => void = () => undefined;
		const taken = new Promise<void>((resolve) => {
			got = resolve;
		});
		const dying = async (settings: typeof room.settings): Promise<Line> => {
			const line = await room.open(settings);
			const send: Line["send"] = async (mail) => {
				await line.send(mail);
				line.close();
				got();
				return new Promise(() => undefined); // the process is gone
			};
			return { ...line, send };
		};
		void sendWaiting({ ...room, open: dying });
		await taken;
		expect(await states(world)).toEqual(["sending"]);
		expect(await sendWaiting(roomOf(world, server, later(5)))).toEqual({}); // it may be alive still
		expect(await sendWaiting(roomOf(world, server, later(11)))).toEqual({ unsure: 1 });
		expect(server.received).toHaveLength(1);
		const [letter] = await letters(world);
		expect(letter).toMatchObject({ state: "unsure" });
		expect(server.received[0]?.mail.messageId).toBe(`<${letter?.message_id}>`);
		await tell(world, [world.ids.maria], { moment: "ny" }, later(12));
		await sendWaiting(roomOf(world, server, later(12)));
		expect(await states(world)).toEqual(["unsure", "delivered"]);
	});

	test("the database itself keeps what was told, and takes the mail server's word once", async () => {
		const world = await openWorldOn(open);
		const server = await openMailServer();
		await tell(world, [world.ids.maria]);
		await sendWaiting(roomOf(world, server));
		const { database } = world.ctx;
		for (const set of [{ state: "waiting" as const }, { answer: "" }])
			await expect(database.transaction((trx) => trx.updateTable("letters").set(set).execute())).rejects.toThrow(
				/not allowed/,
			);
		await expect(
			database.transaction((trx) => trx.updateTable("notices").set({ words: "{}" }).execute()),
		).rejects.toThrow(/not allowed/);
		await expect(database.transaction((trx) => trx.deleteFrom("notices").execute())).rejects.toThrow(/not allowed/);
	});
});
