import type { Risk } from "../../../db/queries/register/risks.ts";
import { SCORES } from "../../../db/schema/register/risks-scale.ts";
import { paths } from "../../../src/paths/paths.ts";
import { RiskBadge } from "../../ui/risk-badge.tsx";
import { Section } from "../../ui/section.tsx";
import { DataTable } from "../../ui/table.tsx";

const BOX = { width: 480, height: 180, left: 36, right: 36, top: 16, bottom: 32 } as const;
const LINES = [
	{ of: "inherent", dash: undefined },
	{ of: "residual", dash: "6 4" },
	{ of: "target", dash: "1 5" },
] as const;

/** How the risk has been assessed year by year: a drawn line, and the same in a table. Nothing to draw before the second year. */
export function ScoreYears({ years }: { years: readonly Risk[] }) {
	if (years.length < 2) return null;
	return (
		<Section
			title="Bedömningen år för år"
			lead="Så har risken bedömts i varje års plan. Helt streck är den inneboende risken, streckat den kvarstående och prickat målet."
		>
			<ScoreLine years={years} />
			<DataTable
				caption="Bedömningen år för år"
				hide_caption
				columns={[
					{ key: "year", label: "År", primary: true, narrow: true },
					...LINES.map(({ of }) => ({ key: of, label: SCORES[of] })),
				]}
				rows={years.map((one) => ({
					href: paths.risk(one.id),
					cells: {
						year: String(one.plan_year),
						...Object.fromEntries(
							LINES.map(({ of }) => [of, <RiskBadge score={one[of]?.score ?? null} band={one[of]?.band ?? null} />]),
						),
					},
				}))}
			/>
		</Section>
	);
}

/** The highest value that the year's scale has: a year with another scale is drawn by its share of it. */
const highest = ({ scale }: Risk) => scale.likelihood.length * scale.impact.length;

/** The table says the same, so the drawing is not read aloud. */
function ScoreLine({ years }: { years: readonly Risk[] }) {
	const { width, height, left, right, top, bottom } = BOX;
	const x = (index: number) => left + (index * (width - left - right)) / (years.length - 1);
	const y = (one: Risk, score: number) => height - bottom - (score / highest(one)) * (height - top - bottom);
	return (
		<svg class="score-line" viewBox={`0 0 ${width} ${height}`} aria-hidden="true" focusable="false">
			<path d={`M${left} ${height - bottom}H${width - right}`} stroke="currentColor" stroke-opacity="0.4" fill="none" />
			{years.map((one, index) => (
				<text x={x(index)} y={height - 10} text-anchor="middle" font-size="14" fill="currentColor">
					{String(one.plan_year)}
				</text>
			))}
			{LINES.map(({ of, dash }) => {
				const points = years.flatMap((one, index) => {
					const value = one[of];
					return value ? [{ at: `${x(index)},${y(one, value.score)}`, cx: x(index), cy: y(one, value.score) }] : [];
				});
				return (
					<>
						<polyline
							points={points.map(({ at }) => at).join(" ")}
							fill="none"
							stroke="currentColor"
							stroke-width="2"
							stroke-dasharray={dash}
						/>
						{points.map(({ cx, cy }) => (
							<circle cx={cx} cy={cy} r="4" fill="currentColor" />
						))}
					</>
				);
			})}
		</svg>
	);
}
