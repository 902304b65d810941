/** The band of a risk score on the plan year's own scale: `level` picks pattern and colour, `name` is the plan's word. */
export interface RiskBand {
	level: 1 | 2 | 3 | 4;
	name: string;
}

/** Score, band word and pattern, e.g. "12 Hög". No score yet: says so. */
export function RiskBadge(props: { score: number | null; band: RiskBand | null; prefix?: string | undefined }) {
	if (props.score === null || props.band === null) return <span class="risk-badge is-empty">Inte bedömd</span>;
	return (
		<span class={`risk-badge band-${props.band.level}`}>
			<span class="band-mark" aria-hidden="true" />
			{props.prefix ? <span class="risk-badge-prefix">{props.prefix}</span> : null}
			<strong>{props.score}</strong> {props.band.name}
		</span>
	);
}
