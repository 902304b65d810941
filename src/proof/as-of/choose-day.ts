import { firstEvent } from "../../../db/queries/ground/write.ts";
import { requireSomewhere } from "../../ground/access/require-may.ts";
import { formatDate, stockholmDate } from "../../ground/calendar/stockholm.ts";
import { type Context, nowOf } from "../../ground/write/context.ts";
import { Invalid } from "../../ground/errors.ts";

/** A day that is over, and not before there was anything to read. Changes nothing: the browser remembers the choice. */
export async function chooseDay(ctx: Context, date: string): Promise<string> {
	requireSomewhere(ctx.actor, "as_of.view");
	if (date >= stockholmDate(nowOf(ctx)))
		throw new Invalid({ datum: "Välj en dag före i dag: dagens läge är det du ser när ingen dag är vald." });
	const first = await firstEvent(ctx.db);
	const start = first && stockholmDate(first.at);
	if (!start || date < start)
		throw new Invalid({
			datum: start
				? `Det första i loggen är från ${formatDate(start)}. Välj den dagen eller en senare.`
				: "Loggen är tom.",
		});
	return date;
}
