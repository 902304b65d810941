import { z } from "zod";
import { eventType } from "./event-type.ts";

export const reportEvents = {
	"period.added": eventType(
		z.object({ name: z.string(), cut_off: z.string() }),
		(d) => `lade till rapporttillfället ${d.name} per ${d.cut_off}`,
	),
	"report.exported": eventType(
		z.object({ period: z.string(), file_name: z.string(), sha256: z.string(), trail_head: z.string() }),
		(d) => `hämtade arbetsboken ${d.file_name} för ${d.period} (SHA-256 ${d.sha256})`,
	),
	"package.exported": eventType(
		z.object({
			...{ period: z.string(), file_name: z.string(), files: z.number() },
			...{ manifest_sha256: z.string(), verifier_sha256: z.string() },
		}),
		(d) =>
			`hämtade granskningspaketet ${d.file_name} för ${d.period}: ${d.files} filer, förteckningens SHA-256 ${d.manifest_sha256}, kontroll.html SHA-256 ${d.verifier_sha256}`,
	),
	"archive.exported": eventType(
		z.object({ period: z.string(), file_name: z.string(), files: z.number(), manifest_sha256: z.string() }),
		(d) =>
			`hämtade arkivexporten ${d.file_name} för ${d.period}: ${d.files} filer, förteckningens SHA-256 ${d.manifest_sha256}`,
	),
	"trail.exported": eventType(
		z.object({ format: z.string(), filter: z.string() }),
		(d) => `hämtade loggen som ${d.format}${d.filter === "" ? "" : ` (urval: ${d.filter})`}`,
	),
	"backup.made": eventType(
		z.object({ files: z.number(), trail_seq: z.number(), keys: z.boolean(), encrypted: z.boolean() }),
		(d) =>
			`säkerhetskopierade ${d.files} filer till och med händelse ${d.trail_seq}${d.encrypted ? ", krypterat" : ""}${d.keys ? ", med nycklar" : ""}`,
	),
	"trail.verified": eventType(
		z.object({ events: z.number(), files: z.number(), problems: z.number() }),
		(d) => `kontrollerade loggen: ${d.events} händelser, ${d.files} filer, ${d.problems} fel`,
	),
};
