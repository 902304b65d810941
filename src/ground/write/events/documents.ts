import { z } from "zod";
import { eventType } from "./event-type.ts";

export const documentEvents = {
	"board.paper_template_taken": eventType(
		z.object({
			board: z.string(),
			number: z.number(),
			file_name: z.string(),
			sha256: z.string(),
			places: z.number(),
		}),
		(d) =>
			d.file_name === ""
				? `gick tillbaka till Tillräckligs egen layout för FöredragningsPM i ${d.board}`
				: `lade in ${d.file_name} som mall för FöredragningsPM i ${d.board}, version ${d.number} med ${d.places} platser`,
	),
	"template.uploaded": eventType(
		z.object({ name: z.string(), file_name: z.string(), sha256: z.string(), places: z.number() }),
		(d) => `lade in arbetsboksmallen ${d.name} (${d.file_name}, ${d.places} platser, SHA-256 ${d.sha256})`,
	),
	"template.mapped": eventType(
		z.object({ name: z.string(), filled: z.number() }),
		(d) => `valde vad ${d.filled} platser i arbetsboksmallen ${d.name} fylls med`,
	),
	"template.filled": eventType(
		z.object({ name: z.string(), period: z.string(), file_name: z.string(), sha256: z.string() }),
		(d) => `fyllde arbetsboksmallen ${d.name} med ${d.period} (${d.file_name}, SHA-256 ${d.sha256})`,
	),
	"report.read_back": eventType(
		z.object({ period: z.string(), file_name: z.string(), sha256: z.string(), rows: z.number() }),
		(d) =>
			`läste in ${d.rows} ${d.rows === 1 ? "uppföljning" : "uppföljningar"} till ${d.period} ur ${d.file_name} (SHA-256 ${d.sha256})`,
	),
};
