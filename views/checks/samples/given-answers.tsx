import { ANSWERS, type Answer, CAUSE_CODES } from "../../../db/schema/vocabulary.ts";
import { paths } from "../../../src/paths/paths.ts";
import type { FileAnswered, WorkpaperItem, WorkpaperQuestion } from "../../../src/checks/samples/workpaper.ts";
import { DeviationStatusBadge, SeverityBadge } from "../../ui/deviation-badges.tsx";
import { StateBadge, type Tone } from "../../ui/badge.tsx";
import { Link } from "../../ui/link.tsx";

const TONE: Record<Answer, Tone> = { yes: "ok", no: "warn", not_applicable: "neutral" };

/** The answers of one item, to read. */
export function GivenAnswers({ workpaper }: { workpaper: WorkpaperItem }) {
	return (
		<ol class="given-answers" aria-label={`Svar för ${workpaper.noun.one} ${workpaper.item.position}`}>
			{workpaper.by_file.map((row) => (
				<FileAnswerGiven row={row} />
			))}
			{workpaper.questions.map((row) => (
				<GivenAnswerRow row={row} />
			))}
		</ol>
	);
}

/** What the file answers; where somebody said otherwise, both. */
function FileAnswerGiven({ row }: { row: FileAnswered }) {
	if (row.contested)
		return (
			<>
				<GivenAnswerRow row={{ ...row, asked: true, outstanding: false }} />
				<li class="soft">{`Filen säger ${row.says === null ? "inget" : ANSWERS[row.says]}: ${row.because}`}</li>
			</>
		);
	return (
		<li>
			<div class="given-answer">
				<span>{`${row.question.position}. ${row.question.text}`}</span>
				<StateBadge
					tone={row.says === null ? "none" : TONE[row.says]}
					label={row.says === null ? "Filen säger inget" : `${ANSWERS[row.says]}, enligt filen`}
				/>
			</div>
		</li>
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
			{given?.together ? <p class="soft">Besvarad samlat med övriga frågor</p> : null}
			{row.missing ? <p class="soft">{`Nej, ${row.missing}`}</p> : null}
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
