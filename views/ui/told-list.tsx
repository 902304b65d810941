import type { ToldNotice } from "../../db/queries/office/notices.ts";
import { DROP_REASONS, NOTICE_KINDS, type NoticeWords } from "../../db/schema/office/notices.ts";
import { dateTimeText } from "./format.ts";
import { Section } from "./section.tsx";

/** What became of a notice: "levererad till e-postservern 3 november 2026 kl. 07.02". */
export function outcomeText({ state, dropped, settled_at, answer }: ToldNotice): string {
	const at = settled_at === null ? "" : ` ${dateTimeText(settled_at)}`;
	if (dropped !== null) return `skickades inte: ${DROP_REASONS[dropped].toLowerCase()}`;
	switch (state) {
		case "delivered":
			return `levererad till e-postservern${at}`;
		case "bounced":
			return `studsade${at}: ${answer}`;
		case "unsure":
			return `osäkert om den kom fram${at}`;
		case "given_up":
			return `gick inte att skicka${at}: ${answer}`;
		case "withdrawn":
			return `behövdes inte längre${at}`;
		case "retrying":
			return `försöks igen: ${answer}`;
		default:
			return "väntar på att skickas";
	}
}

/** The proof that people were told, newest first. `subject` leaves out what the page itself is about. */
export function ToldList(props: { told: readonly ToldNotice[]; subject: "person" | "object" }) {
	return (
		<ul>
			{props.told.map((one) => {
				const words = JSON.parse(one.words) as NoticeWords;
				const about =
					props.subject === "object" ? one.person_name : [words.title, words.unit].filter(Boolean).join(", ");
				return (
					<li>
						{about} ({NOTICE_KINDS[one.kind].label.toLowerCase()}): påmind {dateTimeText(one.created_at)},{" "}
						{outcomeText(one)}
					</li>
				);
			})}
		</ul>
	);
}

/** Under the page of what people were told about; nothing where nobody has been. */
export function ToldSection(props: { told: readonly ToldNotice[] }) {
	if (props.told.length === 0) return null;
	return (
		<Section title="Påminnelser">
			<ToldList told={props.told} subject="object" />
		</Section>
	);
}
