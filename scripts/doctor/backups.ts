import { lastEventOfType } from "../../db/queries/ground/write.ts";
import { formatDateTime } from "../../src/ground/calendar/stockholm.ts";
import { type Check, fault, ok, UNSEEN, warning } from "./check.ts";

const DAY_MS = 86_400_000;
const WARNED_AFTER_DAYS = 2;
const LATE_AFTER_DAYS = 8;

export const backups: Check = {
	key: "backup",
	title: "Säkerhetskopia",
	async look({ config, database, now }) {
		if (database === null || database.migrations.missing.length > 0) return [UNSEEN];
		const last = await lastEventOfType(database.db, "backup.made");
		const how = "Ta en nu (isk backup), och lägg backup.json i datamappen så görs den varje dygn.";
		if (!last) return [(config.production ? fault : warning)("Ingen säkerhetskopia har tagits härifrån.", how)];
		const days = (now.getTime() - Date.parse(last.at)) / DAY_MS;
		const saw = `Senaste säkerhetskopian togs ${formatDateTime(last.at)}.`;
		if (days > LATE_AFTER_DAYS) return [fault(saw, how)];
		return [days > WARNED_AFTER_DAYS ? warning(saw, how) : ok(saw)];
	},
};
