import type { Run } from "../../../db/queries/checks/runs.ts";
import { paths } from "../../../src/paths/paths.ts";
import type { Workpaper } from "../../../src/checks/samples/workpaper.ts";
import { invoiceId } from "../own-forms/hired-staff/invoice-form.tsx";
import { ButtonLink } from "../../ui/button.tsx";
import { Progress } from "../../ui/progress.tsx";
import { itemFactsId, questionId } from "./question-id.ts";

/** An item that nobody has begun is read from its facts, one that is begun goes on where it stopped. */
function placeOf({ item, question, untouched }: NonNullable<Workpaper["next"]>): string {
	if (untouched) return itemFactsId(item);
	return question === null ? invoiceId(item) : questionId(item, question);
}

/** Follows along at the bottom of the screen: how far the check has come, and the way to what is next. */
export function CheckProgress(props: {
	run: Pick<Run, "id">;
	workpaper: Workpaper;
	oob?: boolean | undefined;
	said?: string | undefined;
}) {
	const { run, workpaper } = props;
	return (
		<div class="check-progress" id="framsteg" hx-swap-oob={props.oob ? "true" : undefined} data-announce={props.said}>
			<Progress
				id="stickprov"
				done={workpaper.done}
				total={workpaper.items.length}
				word={`${workpaper.noun.many} besvarade`}
			/>
			{workpaper.next ? (
				<ButtonLink href={`#${placeOf(workpaper.next)}`} variant="secondary">
					{workpaper.next.untouched ? `Nästa ${workpaper.noun.one}` : "Nästa obesvarade"}
				</ButtonLink>
			) : (
				<ButtonLink href={paths.runSignature(run.id)}>Till signering</ButtonLink>
			)}
		</div>
	);
}
