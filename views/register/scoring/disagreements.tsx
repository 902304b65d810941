import type { Disagreement } from "../../../db/queries/register/scoring.ts";
import { assessed, SCORES } from "../../../db/schema/register/risks-scale.ts";
import type { Scale } from "../../../db/schema/vocabulary.ts";
import { paths } from "../../../src/paths/paths.ts";
import { dateTimeText } from "../../ui/format.ts";
import { Link } from "../../ui/link.tsx";
import { RiskBadge } from "../../ui/risk-badge.tsx";
import { Section } from "../../ui/section.tsx";

interface Side {
	by: string;
	likelihood: number;
	impact: number;
	reason: string;
}

function sidesOf(one: Disagreement): Side[] {
	return [
		{ by: one.first_by, likelihood: one.first_likelihood, impact: one.first_impact, reason: one.first_reason },
		{ by: one.second_by, likelihood: one.second_likelihood, impact: one.second_impact, reason: one.second_reason },
	];
}

/** The two scores beside each other, with who holds which and why. */
export function Sides({ one, scale }: { one: Disagreement; scale: Scale }) {
	return (
		<ul class="sides" aria-label={`Två bedömningar, ${SCORES[one.score_kind].toLowerCase()}`}>
			{sidesOf(one).map(({ by, likelihood, impact, reason }) => {
				const value = assessed(scale, likelihood, impact)!;
				return (
					<li>
						<p>
							<strong>{by}</strong> <RiskBadge score={value.score} band={value.band} />
						</p>
						<p>{`Sannolikhet ${likelihood} (${scale.likelihood[likelihood - 1]}) × konsekvens ${impact} (${scale.impact[impact - 1]})`}</p>
						<p>{`Skäl: ${reason}`}</p>
					</li>
				);
			})}
		</ul>
	);
}

function outcomeOf(one: Disagreement): string {
	const stated = `Sparades ${dateTimeText(one.stated_at)} av ${one.stated_name}.`;
	if (one.settled_at === null) return `${stated} Inte avgjord.`;
	const score = `sannolikhet ${one.settled_likelihood} × konsekvens ${one.settled_impact}`;
	return `${stated} Avgjord ${dateTimeText(one.settled_at)} av ${one.settled_name}: ${score}. Skäl: ${one.settled_reason}`;
}

/** What meetings have not agreed on about a risk, on the risk's own page. */
export function Disagreements(props: {
	all: readonly Disagreement[];
	scale: Scale;
	plan_id: string;
	risk_id: string;
	may_settle: boolean;
}) {
	if (props.all.length === 0) return null;
	return (
		<Section title="Två bedömningar" lead="Där bedömningarna gick isär är båda kvar, också när det är avgjort.">
			{props.all.map((one) => (
				<>
					<h3>{SCORES[one.score_kind]}</h3>
					<Sides one={one} scale={props.scale} />
					<p>{outcomeOf(one)}</p>
					{one.settled_at === null && props.may_settle ? (
						<p>
							<Link href={paths.planScoring(props.plan_id, { risk: props.risk_id, av: one.score_kind })}>
								Avgör bedömningen
							</Link>
						</p>
					) : null}
				</>
			))}
		</Section>
	);
}
