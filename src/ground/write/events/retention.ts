import { z } from "zod";
import { RETENTION_KINDS } from "../../../../db/schema/proof/retention.ts";
import { eventType } from "./event-type.ts";

const kind = z.enum(Object.keys(RETENTION_KINDS) as [keyof typeof RETENTION_KINDS]);
const decision = z.object({ decided_by: z.string(), decision_no: z.string(), reason: z.string() });

export const retentionEvents = {
	"retention.decided": eventType(
		decision.extend({ kind, years: z.number(), valid_from: z.string() }),
		(d) =>
			`registrerade beslut ${d.decision_no} av ${d.decided_by}: ${RETENTION_KINDS[d.kind].toLowerCase()} sparas i ${d.years} år, från ${d.valid_from}. Skäl: ${d.reason}`,
	),
	"disposal.made": eventType(
		decision.extend({ kind, decided_on: z.string(), files: z.number(), bytes: z.number() }),
		(d) =>
			`gallrade ${d.files} filer (${RETENTION_KINDS[d.kind].toLowerCase()}, ${d.bytes} byte) enligt beslut ${d.decision_no} av ${d.decided_by} ${d.decided_on}. Skäl: ${d.reason}`,
	),
	"hold.set": eventType(
		z.object({ unit: z.string(), reason: z.string() }),
		(d) => `spärrade gallring vid ${d.unit}: ${d.reason}`,
	),
	"hold.lifted": eventType(
		z.object({ unit: z.string(), reason: z.string() }),
		(d) => `hävde gallringsspärren vid ${d.unit}: ${d.reason}`,
	),
};
