import type { Logger } from "pino";
import { drawLetter } from "../../../views/office/notices/letter.tsx";
import { sendWaiting } from "../../office/notices/dispatch.ts";
import type { MailSettings } from "../../office/notices/mail-settings.ts";
import type { Mailroom } from "../../office/notices/mailroom.ts";
import { scheduleDay } from "../../office/notices/schedule.ts";
import { openLine } from "../../office/notices/smtp.ts";
import { systemActor } from "../../ground/access/system-actor.ts";
import { stockholmDate, stockholmTimestamp } from "../../ground/calendar/stockholm.ts";
import type { Context } from "../../ground/write/context.ts";

const MINUTE_MS = 60_000;
/** The day's reminders are made when people begin to work. */
const FIRST_HOUR = 7;

interface Mailing {
	base: Omit<Context, "actor" | "db">;
	settings: MailSettings;
	log: Logger;
	/** True from when the process has been told to stop: then no letter more is taken up. */
	draining: () => boolean;
}

/** Returns how to do one turn: the day's reminders when they have not been made, and what waits in the outbox. Never throws. */
function mailingTurn({ base, settings, log }: Omit<Mailing, "draining">, stopped: () => boolean): () => Promise<void> {
	const room: Mailroom = { base: { ...base, sends_mail: true }, settings, log, open: openLine, draw: drawLetter };
	let made = "";
	const schedule = async () => {
		const instant = base.clock().toISOString();
		const today = stockholmDate(instant);
		if (today === made || Number(stockholmTimestamp(instant).slice(11, 13)) < FIRST_HOUR) return;
		const { db } = base.database;
		const done = await scheduleDay({ ...room.base, db, actor: await systemActor(db, "system") }, today, stopped);
		if (done.full) log.error("outbox full: no reminders added");
		else if (!stopped()) made = today;
		if (done.notices > 0) log.info({ notices: done.notices }, "reminders scheduled");
	};
	return async () => {
		// a fault in making the day's reminders must not hold up what is waiting already
		await schedule().catch((err: unknown) => log.error({ err }, "reminders could not be scheduled"));
		try {
			const sent = await sendWaiting(room, stopped);
			if (Object.keys(sent).length > 0) log.info(sent, "letters handed over");
		} catch (err) {
			log.error({ err }, "letters could not be handed over");
		}
	};
}

/** Every minute, one turn at a time, beside what people do. Returns how to stop: letters on their way are handed over first. */
export function startMailing(mailing: Mailing): () => Promise<void> {
	let isStopped = false;
	const turn = mailingTurn(mailing, () => isStopped || mailing.draining());
	let last = turn();
	let isBusy = true;
	const free = () => {
		isBusy = false;
	};
	void last.then(free);
	const timer = setInterval(() => {
		if (isBusy) return;
		isBusy = true;
		last = turn();
		void last.then(free);
	}, MINUTE_MS);
	timer.unref();
	return () => {
		isStopped = true;
		clearInterval(timer);
		return last;
	};
}
