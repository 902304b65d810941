import type { Draw, DrawnStratum } from "../../db/queries/draws.ts";
import type { Population } from "../../db/queries/populations.ts";
import { formatOccurrence } from "../../src/calendar/occurrence.ts";
import { drawnStratumColumns } from "../../src/draws/columns.ts";
import type { Step } from "../../src/draws/steps.ts";
import { paths } from "../../src/paths.ts";
import { Layout, type LayoutProps } from "../layout.tsx";
import { Flash } from "../ui/flash.tsx";
import { Link } from "../ui/link.tsx";
import { ListTable } from "../ui/list-table.tsx";
import { Section } from "../ui/section.tsx";
import { ListExports } from "../ui/table.tsx";
import { DrawSteps } from "./draw-steps.tsx";

export interface DrawPageProps {
	frame: Partial<LayoutProps>;
	draw: Draw;
	/** Undefined until a population is frozen. */
	population: Population | undefined;
	steps: Step[];
	strata: DrawnStratum[];
}

export function DrawPage({ frame, draw, population, steps, strata }: DrawPageProps) {
	return (
		<Layout
			{...frame}
			title={`Dragningen ${draw.draw_id}`}
			lead={`${draw.control_title}, ${formatOccurrence(draw.period_key)}.`}
			crumbs={population ? [{ href: paths.population(population.id), label: "Populationen" }] : []}
		>
			{draw.drawn_at === null ? (
				<Flash
					tone="info"
					announce={false}
					text="Stickprovet är inte draget. Hemligheten är förseglad och kan inte läsas av någon förrän dragningen görs."
				/>
			) : null}
			<Section title="I den här ordningen hände det" lead="Tiderna kommer från loggen, som inte kan ändras.">
				<DrawSteps steps={steps} />
			</Section>
			{draw.drawn_at === null ? null : <Drawn draw={draw} strata={strata} />}
		</Layout>
	);
}

function Drawn({ draw, strata }: { draw: Draw; strata: DrawnStratum[] }) {
	return (
		<>
			<Section
				title="Per enhet"
				lead="Inom varje enhet är inköpen ordnade efter sin hash. Stickprovet är de första; tröskeln är den sist dragnas hash."
			>
				<ListTable
					caption="Draget per enhet"
					columns={drawnStratumColumns}
					rows={strata}
					href={(stratum) => paths.run(stratum.run_id)}
					cells={{
						threshold: ({ threshold_hash }) => (threshold_hash ? <code class="hash">{threshold_hash}</code> : "–"),
					}}
				/>
				<ListExports base_href={paths.draw(draw.id)} />
			</Section>
			<Section
				title="Gör om dragningen själv"
				lead="Protokollet innehåller hela populationen, hemligheten och ett recept för Python och OpenSSL. Samma inköp ska komma fram."
			>
				<ul>
					<li>
						<Link href={paths.drawRecord(draw.id, "json")} download>
							Protokoll med recept (JSON)
						</Link>
					</li>
					<li>
						<Link href={paths.drawRecord(draw.id, "csv")} download>
							Alla inköp med hash och rang (CSV)
						</Link>
					</li>
				</ul>
			</Section>
		</>
	);
}
