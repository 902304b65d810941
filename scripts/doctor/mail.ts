import { findStuckLetter } from "../../db/queries/office/notices-outbox.ts";
import { formatDateTime } from "../../src/ground/calendar/stockholm.ts";
import { type MailSettings, readMailSettings } from "../../src/office/notices/mail-settings.ts";
import { openLine } from "../../src/office/notices/smtp.ts";
import { type Check, type Finding, fault, ok, said, type Sight, warning } from "./check.ts";

/** Asks the mail server to let us in, and sends nothing. Without mail.json nobody is asked. */
export const mail: Check = {
	key: "mail",
	title: "E-post",
	async look(sight) {
		let settings: MailSettings | null;
		try {
			settings = readMailSettings(sight.config);
		} catch (error) {
			return [fault(said(error), "Rätta filen som meningen säger, och kör doctor igen.")];
		}
		if (settings === null) return [ok("E-post är inte inställd: påminnelser finns bara under Att göra.")];
		return [await reached(settings), ...(await stuck(sight))];
	},
};

async function reached(settings: MailSettings): Promise<Finding> {
	const server = `${settings.host}:${settings.port}`;
	try {
		(await openLine(settings)).close();
		return ok(`E-postservern ${server} tar emot oss som ${settings.from}.`);
	} catch (error) {
		return fault(
			`E-postservern ${server} tar inte emot oss: ${said(error)}`,
			"Se att adress, port, kryptering och lösenord i mail.json stämmer, och att brandväggen släpper fram porten. Har regionen en egen utfärdare: ange dess fil i NODE_EXTRA_CA_CERTS.",
		);
	}
}

async function stuck({ database }: Sight): Promise<Finding[]> {
	if (!database || database.migrations.missing.length > 0) return [];
	const letter = await findStuckLetter(database.db);
	if (!letter) return [];
	return [
		warning(
			`Ett brev från ${formatDateTime(letter.created_at)} väntar på e-postservern: ${letter.answer}`,
			"Se Utkorg under Administration. Breven skickas av sig själva när servern tar emot dem.",
		),
	];
}
