import { pino } from "pino";
import { drawLetter } from "../../../views/office/notices/letter.tsx";
import type { LetterState } from "../../../db/schema/office/notices.ts";
import type { Mailroom } from "../../../src/office/notices/mailroom.ts";
import { openLine } from "../../../src/office/notices/smtp.ts";
import { write } from "../../../src/ground/write/write.ts";
import type { Notice } from "../../../src/ground/write/notify.ts";
import type { Context } from "../../../src/ground/write/context.ts";
import type { World } from "../../support/world.ts";
import type { MailServer } from "./mail-server.ts";

/** Monday 2026-11-16, ten o'clock in Stockholm. */
export const NOW = "2026-11-16T09:00:00.000Z";

export function roomOf(world: World, server: Pick<MailServer, "settings">, at = NOW): Mailroom {
	const base = { ...world.ctx, sends_mail: true, clock: () => new Date(at) };
	return { base, settings: server.settings, log: pino({ level: "silent" }), open: openLine, draw: drawLetter };
}

export function later(minutes: number, from = NOW): string {
	return new Date(Date.parse(from) + minutes * 60_000).toISOString();
}

/** Tells people something that waits for nobody's act, so that it is true however long it waits. */
export async function tell(
	world: World,
	people: readonly string[],
	more: Partial<Notice> = {},
	at = NOW,
): Promise<void> {
	const ctx: Context = { ...world.ctx, sends_mail: true, clock: () => new Date(at) };
	await write(ctx, async ({ notify, record }) => {
		await record({
			type: "system.started",
			unit_id: null,
			object: { kind: "system", id: "test" },
			data: { note: "provade" },
		});
		for (const to of people)
			await notify({
				to,
				kind: "reviewed",
				unit_id: world.ids.alfa,
				object: { kind: "control_run", id: "run-1" },
				title: "Stickprov av inköp, oktober 2026",
				unit: "Vårdcentralen Alfa",
				...more,
			});
	});
}

export async function letters(
	world: World,
): Promise<{ state: LetterState; answer: string; attempts: number; message_id: string }[]> {
	return world.ctx.db
		.selectFrom("letters")
		.select(["state", "answer", "attempts", "message_id"])
		.orderBy("created_at")
		.orderBy("id")
		.execute();
}

export const states = async (world: World) => (await letters(world)).map(({ state }) => state);
