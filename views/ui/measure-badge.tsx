import { MEASURE_STATUSES, type MeasureStatus } from "../../db/schema/vocabulary.ts";
import { StateBadge, type Tone } from "./badge.tsx";

const TONES: Record<MeasureStatus, Tone> = {
	not_started: "none",
	ongoing: "info",
	done: "ok",
	late: "bad",
	cancelled: "neutral",
};

/** The reported status; beside it, when the day has passed, that it has. */
export function MeasureBadge(props: { measure: { status: MeasureStatus; is_overdue: boolean } }) {
	const { status, is_overdue } = props.measure;
	return (
		<>
			<StateBadge tone={TONES[status]} label={MEASURE_STATUSES[status]} />
			{is_overdue ? (
				<>
					{" "}
					<StateBadge tone="warn" pattern="clock" label="Datum passerat" />
				</>
			) : null}
		</>
	);
}
