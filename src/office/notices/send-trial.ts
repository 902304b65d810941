import { findReader } from "../../../db/queries/office/notices.ts";
import { hastenLetters } from "../../../db/writes/office/notices.ts";
import { requireSomewhere } from "../../ground/access/require-may.ts";
import { Invalid } from "../../ground/errors.ts";
import { type Context, nowOf } from "../../ground/write/context.ts";
import { newId } from "../../ground/write/new-id.ts";
import { write } from "../../ground/write/write.ts";
import { paths } from "../../paths/paths.ts";
import { isAddress, type MailSettings } from "./mail-settings.ts";
import { Away, openLine, type Outcome } from "./smtp.ts";

/** How the trial looks. */
type DrawTrial = (props: { inbox: string }) => { text: string; html: string };

/**
 * Hands one letter over to the mail server at once, to whoever asks, and tells its answer. Nothing is kept of it but the fact; when it
 * went, what has waited for the server goes too.
 */
export async function sendTrial(ctx: Context, mail: MailSettings | null, draw: DrawTrial): Promise<void> {
	const role = requireSomewhere(ctx.actor, "notice.try");
	if (mail === null) throw new Invalid({ "": "E-post är inte inställd. Lägg mail.json i datamappen och starta om." });
	const reader = await findReader(ctx.db, ctx.actor.id!);
	const to = reader?.email ?? null;
	if (!isAddress(to)) throw new Invalid({ "": "Du har ingen e-postadress. Lägg in den under Personer först." });
	const outcome = await handOver(mail, to, { id: newId(ctx.clock()), draw });
	const delivered = outcome.kind === "delivered";
	await write(ctx, async ({ trx, allow, record }) => {
		await allow("notice.try", role.unit_id);
		if (delivered) await hastenLetters(trx, nowOf(ctx));
		await record({
			type: "reminders.tried",
			unit_id: null,
			object: { kind: "outbox", id: "prov" },
			data: { delivered, answer: outcome.answer },
		});
	});
	if (!delivered) throw new Invalid({ "": `Provet togs inte emot. E-postservern: ${outcome.answer}` });
}

async function handOver(
	mail: MailSettings,
	to: string,
	{ id, draw }: { id: string; draw: DrawTrial },
): Promise<Outcome> {
	try {
		const line = await openLine(mail);
		const outcome = await line.send({
			message_id: `${id}@${mail.from.split("@")[1]}`,
			to,
			subject: "Tillräcklig: ett prov",
			...draw({ inbox: mail.base_url + paths.inbox() }),
		});
		line.close();
		return outcome;
	} catch (error) {
		if (!(error instanceof Away)) throw error;
		return { kind: "away", answer: error.message };
	}
}
