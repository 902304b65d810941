import { StateBadge } from "./badge.tsx";

const LOOK = {
	support: { tone: "ok", label: "Stöd" },
	insufficient: { tone: "warn", label: "Otillräckligt underlag" },
	shown_deficiency: { tone: "bad", label: "Visad brist" },
	not_tested: { tone: "none", label: "Inte prövad" },
} as const;

/** What a sample says about the tolerable share. */
export function VerdictBadge(props: { verdict: keyof typeof LOOK; note?: string | undefined }) {
	const { tone, label } = LOOK[props.verdict];
	return <StateBadge tone={tone} label={props.note ? `${label} ${props.note}` : label} />;
}
