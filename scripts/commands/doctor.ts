import { formatCount } from "../../src/ground/calendar/stockholm.ts";
import { type Finding, fault } from "../doctor/check.ts";
import { type Examination, examine, worst } from "../doctor/examine.ts";
import { argumentsOf, type Command, UsageError } from "./command.ts";

const MARKS: Record<Finding["state"], string> = { ok: "OK  ", warning: "OBS ", fault: "FEL " };

export const doctor: Command = {
	usage: "[--json]",
	says: "ser efter konfiguration, disk, klocka, nycklar, databas, integritet, kopior, proxy och e-post; ändrar inget",
	async run(args, config) {
		const json = wantsJson(args);
		tell(json, await examine(config));
	},
	/** A variable that cannot be read is the first thing the doctor is asked about. */
	withoutConfig(args, error) {
		const findings = [fault(error.message, "Rätta variabeln, och kör doctor igen. Resten prövas först då.")];
		tell(wantsJson(args), [{ check: "configuration", title: "Konfiguration", state: "fault", findings }]);
	},
};

function wantsJson(args: string[]): boolean {
	return argumentsOf(args, "doctor [--json]", 0, { json: { type: "boolean" } }).values.json === true;
}

function tell(json: boolean, checks: readonly Examination[]): void {
	if (json) console.log(JSON.stringify({ state: worst(checks), checks }, null, "\t"));
	else for (const { title, findings } of checks) for (const finding of findings) console.log(lineOf(title, finding));
	const faults = checks.flatMap(({ findings }) => findings).filter(({ state }) => state === "fault").length;
	if (faults > 0) throw new UsageError(`Doctor hittade ${formatCount(faults)} fel.`);
	if (!json) console.log("Inga fel.");
}

function lineOf(title: string, finding: Finding): string {
	const saw = `${MARKS[finding.state]}${title}: ${finding.saw}`;
	return finding.state === "ok" ? saw : `${saw}\n    Gör så här: ${finding.to_do}`;
}
