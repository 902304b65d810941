import { ANSWERS, type Answer, CAUSE_CODES } from "../../../db/schema/vocabulary.ts";
import { paths } from "../../../src/paths/paths.ts";
import type { WorkpaperItem, WorkpaperQuestion } from "../../../src/checks/samples/workpaper.ts";
import { DeviationStatusBadge, SeverityBadge } from "../../ui/deviation-badges.tsx";
import { StateBadge, type Tone } from "../../ui/badge.tsx";
import { Link } from "../../ui/link.tsx";

const TONE: Record<Answer, Tone> = { yes: "ok", no: "warn", not_applicable: "neutral" };

/** The answers of one item, to read. */
export function GivenAnswers({ workpaper }: { workpaper: WorkpaperItem }) {
	return (
		<ol class="given-answers" aria-label={`Svar för ${workpaper.noun.one} ${workpaper.item.position}`}>
			{workpaper.questions.map((row) => (
				<GivenAnswerRow row={row} />
			))}
		</ol>
	);
}

function GivenAnswerRow({ row }: { row: WorkpaperQuestion }) {
	const { given, deviation, asked } = row;
	return (
		<li>
			<div class="given-answer">
				<span>{`${row.question.position}. ${row.question.text}`}</span>
				{given ? (
					<StateBadge tone={TONE[given.answer]} label={asked ? ANSWERS[given.answer] : "Frågades inte"} />
				) : (
					<StateBadge tone="none" label="Obesvarad" />
				)}
			</div>
			{given?.comment ? <p class="given-comment">{given.comment}</p> : null}
			{given?.cause_code ? <p class="soft">{`Orsak: ${CAUSE_CODES[given.cause_code]}`}</p> : null}
			{deviation ? (
				<p>
					<Link href={paths.deviation(deviation.id)}>{`Avvikelse ${deviation.number}`}</Link>{" "}
					<SeverityBadge severity={deviation.severity} /> <DeviationStatusBadge status={deviation.status} />
				</p>
			) : null}
		</li>
	);
}
